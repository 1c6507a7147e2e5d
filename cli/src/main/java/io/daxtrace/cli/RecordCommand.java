package io.daxtrace.cli;

import io.daxtrace.aggregate.Group;
import io.daxtrace.bpf.BpfException;
import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.Probe;
import io.daxtrace.bpf.Rung;
import io.daxtrace.bpf.TraceFilter;
import io.daxtrace.bpf.TraceOptions;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.FilePaths;
import io.daxtrace.event.Printable;
import io.daxtrace.parsers.ctf.CaptureLimits;
import io.daxtrace.parsers.ctf.CaptureMetadata;
import io.daxtrace.parsers.ctf.CaptureWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code daxtrace record}. */
@Command(
        name = "record",
        description = "Record every DAX fault with its stages, and every fsync call on DAX files, to a capture: a "
                + "directory that analyze and babeltrace2 read.",
        footer = {
            "",
            "With COMMAND, tracing starts before the command and stops after it, and record exits with the "
                    + "command's status. Without, it stops after --duration, or on SIGINT or SIGTERM."
        })
final class RecordCommand implements Callable<Integer> {
    private static final String DEFAULT_RING = "8MiB";

    @Mixin
    private TracingOptions tracing;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The directory of the capture, new or empty (default: daxtrace-<date>-<time>).")
    private Path output;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            converter = Bytes.CaptureSize.class,
            description = "Limit the capture to SIZE, like 100MB; the oldest data is dropped.")
    private Long maxSize;

    @Option(
            names = "--ring-size",
            paramLabel = "SIZE",
            converter = Bytes.RingSize.class,
            defaultValue = DEFAULT_RING,
            description = "Size of the ring buffer for records not written yet, rounded up to a power of two (default: "
                    + DEFAULT_RING + ").")
    private long ringSize;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to trace, after --.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException {
        Interrupt.evenInBackground();
        CaptureLimits limits = maxSize == null ? CaptureLimits.NONE : CaptureLimits.ofBytes(maxSize);
        TraceFilter filter = tracing.filter();
        Path directory = output != null ? output : Path.of("daxtrace-" + timeOfDay());
        TraceOptions options = TraceOptions.recording(filter, ring());
        try (Tracer tracer = LiveTracing.attach(
                tracing.profile == null ? options : options.withCounts(),
                tracing.probes,
                tracing.detail,
                tracing.common)) {
            List<DaxMount> mounts = DaxMount.read();
            CaptureWriter writer = new CaptureWriter(directory, metadata(tracer, mounts), limits);
            LiveRecording recording = new LiveRecording(tracer, writer, mounts);
            Workload workload = new Workload(command, tracing.duration(), LiveRecording.TAKE_EVERY);
            Interrupt.onSignal(workload::end);
            announce(directory, tracer.probes());
            int status = recording.run(workload);
            if (tracing.profile != null) {
                List<Group> counted = new LiveGroups(List.of(), new FilePaths()).total(tracer.counts());
                LiveProfile.write(tracing, "record", tracer, counted);
            }
            if (!tracing.common.quiet) {
                System.err.println("daxtrace: " + recording.summary(directory));
                if (recording.isEmpty()) {
                    System.err.println("daxtrace: " + NothingTraced.why(tracer, tracing.filters.texts()));
                }
            }
            return status;
        } catch (BpfException e) {
            throw new CannotException(e.getMessage(), e);
        }
    }

    private int ring() {
        long size = Math.max(ringSize, Machine.pageSize());
        return (int) (Long.highestOneBit(size) == size ? size : Long.highestOneBit(size) << 1);
    }

    private static String timeOfDay() {
        return LocalDateTime.now(java.time.ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    }

    private CaptureMetadata metadata(Tracer tracer, List<DaxMount> mounts) {
        Instant now = Instant.now();
        long epochOffset =
                now.getEpochSecond() * LatencyUnit.S.nanos() + now.getNano() - System.nanoTime(); // CLOCK_MONOTONIC
        Map<String, String> environment = new TreeMap<>();
        for (Probe probe : tracer.probes()) {
            if (probe.rung() != Rung.NONE) {
                environment.put(
                        "probe." + probe.function().symbol(), probe.rung().toString());
            }
        }
        environment.put("preemption", tracing.probes.model().toString());
        if (!command.isEmpty()) {
            environment.put("command", String.join(" ", command));
        }
        return CaptureMetadata.of(Machine.kernelRelease(), "monotonic", epochOffset, Machine.pageSize())
                .with(
                        tracing.filters.texts(),
                        LiveTracing.stages(tracer),
                        tracing.detail.texts(tracer),
                        mounts.stream().map(DaxMount::toString).toList())
                .with(environment, tracing.labels);
    }

    private void announce(Path directory, List<Probe> probes) {
        if (tracing.common.quiet) {
            return;
        }
        String notes = LiveTracing.belowBest(probes);
        if (!notes.isEmpty()) {
            System.err.println("daxtrace: not by fentry (daxtrace doctor says why): " + notes);
        }
        System.err.println("daxtrace: recording to " + Printable.escape(directory.toString())
                + (command.isEmpty() && tracing.isEndless() ? ", until Ctrl-C" : ""));
    }
}
