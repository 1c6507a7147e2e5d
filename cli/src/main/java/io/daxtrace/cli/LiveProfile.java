package io.daxtrace.cli;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Run;
import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.PreemptionModel;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.event.LossAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the kernel's histograms counted, as a profile of one run. */
final class LiveProfile {
    private LiveProfile() {}

    /** @param command that counted, for the run's source */
    static void write(Path file, String command, Tracer tracer, Map<String, String> labels, List<Group> groups)
            throws IOException {
        LossAccount loss = tracer.loss();
        Map<String, String> environment = new TreeMap<>();
        environment.put("kernel", Machine.kernelRelease());
        environment.put("preemption", PreemptionModel.read().toString());
        environment.put("clock", "monotonic");
        Run run = new Run(
                command,
                labels,
                environment,
                new TreeSet<>(LiveTracing.stages(tracer.probes())),
                1,
                loss.isZero(),
                loss,
                groups);
        ProfileFile.write(file, List.of(run));
    }
}
