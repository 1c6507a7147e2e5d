package io.daxtrace.bpf;

/** A way of following a function. Which is tried first, see {@link Attachment}. */
public enum Rung {
    /** fentry and fexit: typed arguments, no limit to threads inside, the cheapest. */
    FENTRY("fentry", "fexit"),
    /** kprobe and kretprobe: returns are missed where more threads sleep in the function than the kernel reserved for. */
    KPROBE("kprobe", "kretprobe"),
    /** The tracepoint at its end: no limit to threads inside, and cheaper than fexit, but only some functions have one. */
    TRACEPOINT("tracepoint", null),
    /** The same tracepoint by perf, which calls programs with preemption off on every kernel. */
    TRACE_EVENT("perf tracepoint", null),
    NONE(null, null);

    private final String entry;
    private final String exit;

    Rung(String entry, String exit) {
        this.entry = entry;
        this.exit = exit;
    }

    /** The suffix of the entry program's name, or null. */
    String entry() {
        return entry;
    }

    /** The suffix of the return program's name, or null. */
    String exit() {
        return exit;
    }

    /** As it is shown. */
    @Override
    public String toString() {
        return exit == null ? entry == null ? "none" : entry : entry + "/" + exit;
    }
}
