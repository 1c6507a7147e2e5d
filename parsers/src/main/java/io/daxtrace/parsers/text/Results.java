package io.daxtrace.parsers.text;

import io.daxtrace.event.KernelFunction;

/** Return values, which texts print as whole registers. */
final class Results {
    private Results() {}

    /** As Event.result is defined: vm_fault_t of a fault's function as unsigned 32 bits, an int of a sync function. */
    static long of(KernelFunction function, long register) {
        return switch (function.role()) {
            case SYNC, FILESYSTEM_SYNC -> (int) register;
            case MAP, FINISH, HANDLER, WRAPPER -> register & 0xffff_ffffL;
            case WRITEBACK, JOURNAL, FLUSH, HANDLE, ENTRY -> register; // nothing asks for it
        };
    }
}
