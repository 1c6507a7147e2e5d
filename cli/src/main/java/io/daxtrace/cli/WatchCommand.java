package io.daxtrace.cli;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.Group;
import io.daxtrace.bpf.BpfException;
import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.LiveKey;
import io.daxtrace.bpf.LiveRow;
import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.TraceOptions;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Capture;
import io.daxtrace.event.FilePaths;
import io.daxtrace.event.Key;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Printable;
import io.daxtrace.files.TracedFiles;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code daxtrace watch}. */
@Command(
        name = "watch",
        description = "Count DAX faults, their stages and fsync calls in histograms in the kernel, and print what each "
                + "interval added. Memory use is constant.")
final class WatchCommand implements Callable<Integer> {
    @Mixin
    private TracingOptions tracing;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "KEY",
            description =
                    "Group by comm, pid, tid, cgroup, device, inode, file, order, write, sync or cpu; separate several with commas."
                            + " (The cause of an fsync call is in its metric's name.)")
    private List<String> by = List.of();

    @Option(
            names = "--max-keys",
            paramLabel = "NUMBER",
            converter = WholeNumber.Keys.class,
            defaultValue = "64",
            description =
                    "Keep at most NUMBER groups (default: 64; each takes 57 kB per processor); all others are counted in one group, other.")
    private int maxKeys;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "TIME",
            converter = Nanoseconds.Period.class,
            defaultValue = "1s",
            description = "Print every TIME (default: 1s).")
    private long interval;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (the default), or jsonl: one line per interval.")
    private WatchFormat format = WatchFormat.TEXT;

    private final PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    /** Null where nothing is grouped by file. */
    private TracedFiles files;

    private volatile boolean ended;

    @Override
    public Integer call() throws IOException {
        Interrupt.evenInBackground();
        List<Key> keys = keys();
        TraceOptions options = TraceOptions.counting(tracing.filter(), LiveKey.parts(keys), maxKeys + 1);
        try (Tracer tracer = LiveTracing.attach(options, tracing.probes, tracing.detail, tracing.common)) {
            Thread thread = Thread.currentThread();
            Interrupt.onSignal(() -> {
                ended = true;
                LockSupport.unpark(thread);
            });
            tracer.start();
            if (!tracing.common.quiet) {
                System.err.println("daxtrace: watching" + (tracing.isEndless() ? ", until Ctrl-C" : ""));
            }
            FilePaths paths = new FilePaths();
            files = keys.contains(Key.FILE) ? new TracedFiles(paths, DaxMount.points(DaxMount.read())) : null;
            watch(tracer, new LiveGroups(keys, paths));
            return ExitCode.DONE;
        } catch (BpfException e) {
            throw new CannotException(e.getMessage(), e);
        }
    }

    private List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (String word : by) {
            Key key = Key.of(word.toLowerCase(Locale.ROOT));
            if (key == null || !key.isLive()) {
                throw new CannotException("--by " + Printable.escape(word) + ": expected "
                        + Stream.of(Key.values())
                                .filter(Key::isLive)
                                .map(Key::word)
                                .collect(Collectors.joining(", ")));
            }
            keys.add(key);
        }
        return keys;
    }

    private void watch(Tracer tracer, LiveGroups groups) throws IOException, BpfException {
        long started = System.nanoTime();
        long printed = started;
        for (long next = started + interval;
                !ended && System.nanoTime() - started < tracing.duration();
                next += interval) {
            for (long left = next - System.nanoTime(); left > 0 && !ended; left = next - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
            if (!ended) {
                long now = System.nanoTime();
                format.interval(analysis(groups.interval(counts(tracer)), tracer.loss(), now - printed), out);
                printed = now;
            }
            if (System.out.checkError()) {
                return; // nobody reads any more
            }
        }
        tracer.end();
        List<LiveRow> rows = counts(tracer);
        long now = System.nanoTime();
        format.interval(analysis(groups.interval(rows), tracer.loss(), now - printed), out);
        format.total(analysis(groups.total(rows), tracer.loss(), now - started), out);
        if (tracing.profile != null) {
            LiveProfile.write(tracing, "watch", tracer, groups.total(rows));
        }
        if (rows.stream().allMatch(LiveRow::isEmpty) && !tracing.common.quiet) {
            System.err.println("daxtrace: " + NothingTraced.why(tracer, tracing.filters.texts()));
        }
        if (tracer.keysFull() > 0 && !tracing.common.quiet) {
            System.err.println("daxtrace: " + tracer.keysFull()
                    + " operations are in the group 'other': more groups occurred than --max-keys " + maxKeys);
        }
    }

    /** What was counted, once the paths of its files are looked for where they are asked for. */
    private List<LiveRow> counts(Tracer tracer) throws BpfException {
        List<LiveRow> rows = tracer.counts();
        if (files != null) {
            for (LiveRow row : rows) {
                if (row.user() != null) {
                    files.see(
                            row.user().file().dev(),
                            row.user().file().ino(),
                            row.user().pid());
                }
            }
            files.search();
        }
        return rows;
    }

    private Analysis analysis(List<Group> groups, LossAccount loss, long nanoseconds) {
        Capture live = new Capture(String.format(Locale.ROOT, "%.1f s", (double) nanoseconds / LatencyUnit.S.nanos()));
        live.format = "counted in the kernel";
        live.kernel = Machine.kernelRelease();
        live.environment().put("preemption", tracing.probes.model().toString());
        live.clock = "monotonic";
        live.loss().add(loss);
        live.environment().put("nanoseconds", Long.toString(nanoseconds));
        return new Analysis(List.of(live), loss, groups);
    }
}
