package io.daxtrace.bpf;

/** Which probes are tried first. */
public enum Attachment {
    /** The cheapest, and exact where no thread loses the processor inside a program. */
    FENTRY,
    /** Those that the kernel runs with preemption off, so that no run is missed because a thread was preempted in it. */
    KPROBE;

    /** The one that is exact on a kernel of that model. */
    public static Attachment exactOn(PreemptionModel model) {
        return model.isPreemptible() ? KPROBE : FENTRY;
    }
}
