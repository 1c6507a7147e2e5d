package io.daxtrace.bpf;

import io.daxtrace.event.KernelFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The kernel's symbols. Reading them takes the kernel tens of milliseconds: only for what BTF does not tell. */
final class KernelSymbols {
    private static final Path KALLSYMS = Path.of("/proc/kallsyms");

    private KernelSymbols() {}

    /** Which of the functions are in the kernel or a loaded module. */
    static Set<KernelFunction> present(Set<KernelFunction> functions) throws IOException {
        Set<KernelFunction> present = new HashSet<>();
        try (BufferedReader symbols = Files.newBufferedReader(KALLSYMS, StandardCharsets.ISO_8859_1)) {
            for (String line = symbols.readLine(); line != null; line = symbols.readLine()) {
                KernelFunction function = KernelFunction.ofSymbol(name(line));
                if (function != null && functions.contains(function)) {
                    present.add(function);
                }
            }
        }
        return present;
    }

    /** Of a line {@code address type name} or {@code address type name\t[module]}. */
    private static String name(String line) {
        int start = line.indexOf(' ', line.indexOf(' ') + 1) + 1;
        int tab = line.indexOf('\t', start);
        return tab < 0 ? line.substring(start) : line.substring(start, tab);
    }
}
