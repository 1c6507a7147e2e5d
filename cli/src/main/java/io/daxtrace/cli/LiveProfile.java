package io.daxtrace.cli;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Run;
import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.event.LossAccount;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the kernel's histograms counted, as a profile of one run. */
final class LiveProfile {
    private LiveProfile() {}

    /** @param command that counted, for the run's source */
    static void write(TracingOptions tracing, String command, Tracer tracer, List<Group> groups) throws IOException {
        LossAccount loss = tracer.loss();
        Map<String, String> environment = new TreeMap<>();
        environment.put("kernel", Machine.kernelRelease());
        environment.put("preemption", tracing.probes.model().toString());
        environment.put("clock", "monotonic");
        Run run = new Run(
                command,
                tracing.labels,
                environment,
                new TreeSet<>(LiveTracing.stages(tracer)),
                1,
                loss.isZero(),
                loss,
                groups);
        ProfileFile.write(tracing.profile, List.of(run));
    }
}
