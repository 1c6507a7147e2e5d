package io.daxtrace.parsers.raw;

import io.daxtrace.event.KernelFunction;

/** Whose entry one event type's probe sits on. Nearly always the same address again, so the last answer is kept. */
final class FunctionLookup {
    private final Kallsyms kallsyms;
    private final KernelFunction byName;
    private long lastAddress;
    private KernelFunction last;
    private boolean asked;

    /**
     * A lookup for one event type.
     *
     * @param byName what the event's name says, for a kernel that hid its symbols; or null
     */
    FunctionLookup(Kallsyms kallsyms, KernelFunction byName) {
        this.kallsyms = kallsyms;
        this.byName = byName;
    }

    /** The function, or null for one that daxtrace does not follow and for a probe in the middle of one. */
    KernelFunction at(long address) {
        if (address != lastAddress || !asked) {
            asked = true;
            lastAddress = address;
            last = kallsyms.entryAt(address);
            if (last == null && byName != null && !kallsyms.knows(byName)) {
                last = byName;
            }
        }
        return last;
    }
}
