package io.daxtrace.parsers.text;

import io.daxtrace.event.KernelFunction;

/** Symbols as kallsyms and the compiler write them. */
final class Symbol {
    private Symbol() {}

    /** The function of a symbol, without what a compiler adds to its copies ({@code .isra.0}); null for any other. */
    static KernelFunction function(String symbol) {
        int dot = symbol.indexOf('.');
        return KernelFunction.ofSymbol(dot > 0 ? symbol.substring(0, dot) : symbol);
    }
}
