package io.daxtrace.cli;

import io.daxtrace.aggregate.Aggregator;
import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.Run;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.report.HistogramStyle;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code daxtrace analyze}. */
@Command(
        name = "analyze",
        description =
                "Read captures of any format, and print how many DAX faults were synchronous, how long they took, and how"
                        + " much of that was block mapping, fsync and page table insert.",
        footer = {
            "",
            "Input formats are recognised by content, also inside gzip and zstd: trace.dat, perf.data, daxtrace's own captures"
                    + " and profiles, the text of tracefs, trace-cmd report, perf script and function_graph, and the"
                    + " histograms of bpftrace, bcc, perf ftrace latency, hist triggers, HdrHistogram and the MAP_SYNC"
                    + " posting.",
            "A fault's stages: map = dax_iomap_fault, all attempts; commit = vfs_fsync_range below"
                    + " dax_finish_sync_fault; insert = the rest of that; other = the rest of the fault. A stage that no probe"
                    + " in a capture bounds is absent."
        })
final class AnalyzeCommand implements Callable<Integer> {
    @Mixin
    private AnalysisOptions input;

    @Mixin
    private MomentOptions moments;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (the default), json, csv, or html (one page), to standard output.")
    private AnalysisFormat format = AnalysisFormat.TEXT;

    @Option(
            names = "--histogram",
            paramLabel = "STYLE",
            description =
                    "Histograms in text and html: pow2 (powers of two of microseconds, the default), fine or none.")
    private HistogramStyle histogram = HistogramStyle.POW2;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "The unit of latencies in text and html: ns, us, ms or s (default: whichever fits).")
    private LatencyUnit unit;

    @Option(
            names = "--profile",
            paramLabel = "OUT",
            description = "Also write the distributions to OUT, one run per input, for compare.")
    private Path profile;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        input.checkKeys();
        moments.check(input.files, format);
        List<String> profiles = new ArrayList<>();
        List<Run> runs = profile == null ? null : new ArrayList<>();
        Analysis analysis = moments.of(input.read(
                input.reader(common.quiet),
                new Aggregator(input.by, false),
                moments.sinks(input.by, format),
                profiles,
                runs));
        if (profile != null && !profiles.isEmpty()) {
            throw new CannotException(profiles.get(0) + ": is a profile already; --profile writes those of captures");
        }
        print(analysis);
        if (profile != null) {
            ProfileFile.write(profile, runs);
        }
        return ExitCode.DONE;
    }

    private void print(Analysis analysis) throws IOException {
        PrintWriter out = new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16));
        format.write(analysis, histogram, unit, out);
    }
}
