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
                    "Attach by fentry or by kprobe, where the kernel allows it. Default: fentry, which costs less, unless"
                            + " the kernel is preemptible: there runs of fentry programs are missed, and none of kprobes.")
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
            case KPROBE ->
                model + ", so by kprobes: runs of fentry programs would be missed where a thread was preempted in one";
        };
    }
}
