package io.daxtrace.cli;

import io.daxtrace.bpf.Attachment;
import io.daxtrace.bpf.PreemptionModel;
import picocli.CommandLine.Option;

/** {@code --probes}, and what is chosen without it. */
final class ProbesOption {
    @Option(
            names = "--probes",
            paramLabel = "KIND",
            description =
                    "fentry or kprobe, where the kernel has them; by default what is exact with its preemption model:"
                            + " fentry, the cheaper one, where a thread in the kernel is not preempted, else kprobe.")
    private Attachment chosen;

    Attachment attachment() {
        return chosen == null ? Attachment.exactOn(PreemptionModel.read()) : chosen;
    }

    /** The kernel's preemption model, and what follows from it. */
    String explanation() {
        PreemptionModel model = PreemptionModel.read();
        if (chosen != null) {
            return model + ", probes as --probes says";
        }
        return switch (Attachment.exactOn(model)) {
            case FENTRY -> model + ", so by fentry, the cheapest probes";
            case KPROBE -> model + ", so by kprobes: fentry would be skipped where a thread was preempted in a program";
        };
    }
}
