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
                    "Attach by fentry or kprobe, where the kernel allows it (default: fentry, which costs less; on a"
                            + " preemptible kernel kprobe, as runs of fentry programs would be missed there).")
    private Attachment chosen;

    private PreemptionModel model;

    /** The running kernel's, which does not change while we trace. */
    PreemptionModel model() {
        if (model == null) {
            model = PreemptionModel.read();
        }
        return model;
    }

    Attachment attachment() {
        return chosen == null ? Attachment.exactOn(model()) : chosen;
    }

    /** The kernel's preemption model, and what follows from it. */
    String explanation() {
        if (chosen != null) {
            return model() + ", probes as --probes says";
        }
        return switch (attachment()) {
            case FENTRY -> model() + ", so by fentry, the cheapest probes";
            case KPROBE ->
                model()
                        + ", so by kprobes: runs of fentry programs would be missed where a thread was preempted in one";
        };
    }
}
