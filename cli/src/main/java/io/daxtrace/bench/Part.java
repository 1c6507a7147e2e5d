package io.daxtrace.bench;

import java.util.Locale;

/** What an access's time is made of: the stages of the kernel's faults in it, and the rest. */
public enum Part {
    MAP,
    COMMIT,
    INSERT,
    OTHER,
    /** From the access to the fault's handler and back: the exception, the search for the mapping, and tracing's own cost. */
    ENTRY;

    /** As it is printed and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
