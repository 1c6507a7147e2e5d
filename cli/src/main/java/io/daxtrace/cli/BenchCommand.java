package io.daxtrace.cli;

import io.daxtrace.aggregate.ProfileWriter;
import io.daxtrace.bench.Bench;
import io.daxtrace.bench.BenchException;
import io.daxtrace.bench.BenchPlan;
import io.daxtrace.bench.BenchProfile;
import io.daxtrace.bench.BenchResult;
import io.daxtrace.bench.BenchTrace;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.report.LossText;
import io.daxtrace.report.bench.BenchFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code daxtrace bench}. */
@Command(
        name = "bench",
        description = "Time page faults on mapped files in a directory, as the MAP_SYNC posting did: with the file "
                + "preallocated or empty, beside a file copy or not, mapped with MAP_SYNC or not.",
        footer = {
            "",
            "A time is what the program sees, from before the store to after it. The set-ups run in turns, "
                    + "in random order. The files are hidden in the directory, and removed at the end."
        })
final class BenchCommand implements Callable<Integer> {
    private static final int PAGES = 512;
    private static final int HUGE_PAGES = 16;
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "A directory on the filesystem to measure; the files are made there.")
    private Path directory;

    @Option(
            names = "--pages",
            paramLabel = "N",
            converter = WholeNumber.Pages.class,
            description = "Touch N pages in a run, each once (default: 512, or 16 with --huge).")
    private Integer pages;

    @Option(
            names = "--repeat",
            paramLabel = "R",
            converter = WholeNumber.Repeats.class,
            description = "Run each set-up R times (default: 5).")
    private int repeats = 5;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = WholeNumber.Threads.class,
            description = "Share the pages among N threads (default: 1).")
    private int threads = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "Seed of the random order of the runs (default: the time of day).")
    private Long seed;

    @Option(names = "--random", description = "Touch the pages in a random order.")
    private boolean random;

    @Option(names = "--read", description = "Read the pages instead of writing them.")
    private boolean read;

    @Option(names = "--huge", description = "Align the mapping for huge pages, and touch one byte in each.")
    private boolean huge;

    @Option(
            names = "--no-map-sync",
            description = "Run only the four set-ups without MAP_SYNC, which work on any filesystem.")
    private boolean noMapSync;

    @Option(
            names = "--trace",
            description =
                    "Trace the kernel at the same time, and split each time into the stages of its fault and the rest.")
    private boolean trace;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (the default), posting, json, or html (one page).")
    private BenchFormat format = BenchFormat.TEXT;

    @Option(
            names = "--profile",
            paramLabel = "OUT",
            description = "Also write a profile to OUT, one run per repeat of each set-up, for compare.")
    private Path profile;

    @Mixin
    private ProbesOption probes;

    @Mixin
    private DetailOption detail;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Interrupt.evenInBackground();
        if (!trace && !detail.details().isEmpty()) {
            throw new CannotException("--detail follows the kernel: add --trace");
        }
        BenchPlan plan = plan();
        BenchResult result = trace ? traced(plan) : run(new Bench(plan, directory, null));
        if (!result.isFinished()) {
            System.err.println(
                    "daxtrace: interrupted after " + result.finished() + " of " + result.planned() + " runs");
        }
        if (result.finished() == 0) {
            return INTERRUPTED;
        }
        if (!common.quiet && format != BenchFormat.TEXT) {
            System.err.println("daxtrace: seed " + plan.seed() + ", reading the clock twice takes " + result.timerCost()
                    + " ns of each time");
        }
        if (!result.loss().isZero() && format != BenchFormat.TEXT) {
            System.err.println("daxtrace: LOST: " + LossText.of(result.loss()));
        }
        print(result);
        if (profile != null) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(profile))) {
                ProfileWriter.write(BenchProfile.of(result), Version.number(), out);
            }
        }
        return ExitCode.DONE;
    }

    private BenchResult traced(BenchPlan plan) throws IOException {
        try (Tracer tracer = LiveTracing.attach(BenchTrace.options(plan), probes, detail, common)) {
            return run(new Bench(plan, directory, new BenchTrace(tracer, LiveTracing.stages(tracer))));
        }
    }

    private BenchResult run(Bench bench) {
        Interrupt.onSignal(bench::stop);
        try {
            return bench.run(this::progress);
        } catch (BenchException e) {
            throw new CannotException(e.getMessage(), e);
        } finally {
            if (progressShown()) {
                System.err.print("\r\033[K");
            }
        }
    }

    private BenchPlan plan() {
        int count = pages != null ? pages : huge ? HUGE_PAGES : PAGES;
        if (threads > count) {
            throw new CannotException("--threads " + threads + ": they share " + count + " pages, so at most " + count
                    + "; or raise --pages");
        }
        long start = seed != null ? seed : System.currentTimeMillis();
        return new BenchPlan(count, repeats, threads, start, random, read, huge, !noMapSync);
    }

    private void progress(int turn, int of) {
        if (progressShown()) {
            System.err.print("\r\033[Krun " + turn + " of " + of);
        }
    }

    private boolean progressShown() {
        return !common.quiet && Terminal.isError();
    }

    private void print(BenchResult result) throws IOException {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        format.write(result, Version.number(), out);
    }
}
