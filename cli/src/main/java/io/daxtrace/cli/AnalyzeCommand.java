package io.daxtrace.cli;

import io.daxtrace.aggregate.Aggregator;
import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Key;
import io.daxtrace.aggregate.Run;
import io.daxtrace.event.Capture;
import io.daxtrace.event.LossAccount;
import io.daxtrace.parsers.Input;
import io.daxtrace.report.CsvReport;
import io.daxtrace.report.HistogramStyle;
import io.daxtrace.report.HtmlReport;
import io.daxtrace.report.JsonReport;
import io.daxtrace.report.LatencyUnit;
import io.daxtrace.report.TextReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code daxtrace analyze}. */
@Command(
        name = "analyze",
        description =
                "Reads captures of any format and prints how many DAX faults were synchronous, how long they took,"
                        + " and how much of that was block mapping, fsync and page table insert.",
        footer = {
            "",
            "Read are trace.dat, perf.data, daxtrace's own captures and profiles, the text of tracefs, trace-cmd report, perf script"
                    + " and function_graph, and histograms of bpftrace, bcc, perf ftrace latency, hist triggers,"
                    + " HdrHistogram and the MAP_SYNC posting; found by content, also inside gzip and zstd.",
            "A fault's stages: map = dax_iomap_fault, all attempts; commit = vfs_fsync_range below"
                    + " dax_finish_sync_fault; insert = the rest of that; other = the rest of the fault. A stage that the"
                    + " probes in a capture do not tell is absent."
        })
final class AnalyzeCommand implements Callable<Integer> {
    /** How the result is printed. */
    enum Output {
        TEXT,
        JSON,
        CSV,
        HTML
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Captures; - is standard input, for text.")
    private List<String> files;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "KEY",
            description = "Group by comm, pid, tid, cgroup, device, inode, order, write, sync, cause, cpu or any label;"
                    + " several with commas.")
    private List<String> by = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (the default), json, csv, or html: one page, to standard output.")
    private Output format = Output.TEXT;

    @Option(
            names = "--histogram",
            paramLabel = "STYLE",
            description =
                    "Histograms in text and html: pow2 (powers of two of microseconds, the default), fine or none.")
    private HistogramStyle histogram = HistogramStyle.POW2;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Latencies in text and html in ns, us, ms or s; else what fits.")
    private LatencyUnit unit;

    @Option(
            names = "--input-unit",
            paramLabel = "UNIT",
            description = "The unit of numbers in histogram texts that name none (ns, us, ms, s); else they are read as"
                    + " ns, with a note.")
    private LatencyUnit inputUnit;

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description = "A label for every file named; replaces the capture's own of that name.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--profile",
            paramLabel = "OUT",
            description = "Also write the distributions to this file, each input a run, for compare.")
    private Path profile;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        checkKeys();
        InputReader reader = new InputReader(common.quiet, inputUnit == null ? 0 : inputUnit.nanos());
        Aggregator aggregator = new Aggregator(by, false);
        List<Capture> inputs = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        LossAccount loss = new LossAccount();
        boolean captures = false;
        for (String file : files) {
            if (reader.stopped()) {
                inputs.get(inputs.size() - 1).truncated("interrupted before " + file + " was read");
                break;
            }
            ProfileInput ready = ProfileInput.of(file);
            if (ready != null) {
                if (profile != null) {
                    throw new CannotException(file + ": is a profile already; --profile writes those of captures");
                }
                inputs.addAll(ready.captures(file, loss));
                groups.addAll(ready.groups());
                continue;
            }
            captures = true;
            Capture capture = reader.read(file, labels, aggregator);
            inputs.add(capture);
            loss.add(capture.loss());
        }
        loss.clamped += aggregator.clamped();
        if (captures) {
            groups.addAll(aggregator.groups());
        }
        print(new Analysis(inputs, loss, groups));
        if (profile != null) {
            ProfileFile.write(profile, runs(reader, inputs, aggregator));
        }
        return ExitCode.DONE;
    }

    /** Several inputs were added up as they were read, so they are read again, each for itself. */
    private List<Run> runs(InputReader reader, List<Capture> inputs, Aggregator aggregator) throws IOException {
        if (inputs.size() == 1) {
            return List.of(InputReader.run(inputs.get(0), aggregator));
        }
        List<Run> runs = new ArrayList<>();
        for (Capture input : inputs) {
            runs.add(reader.run(input.path(), labels, by, false));
        }
        return runs;
    }

    private void checkKeys() {
        if (profile != null && files.size() > 1 && files.contains(Input.STANDARD_INPUT)) {
            throw new CannotException("--profile: standard input can not be read beside other files, only alone");
        }
        for (String key : by) {
            if (Key.of(key) == null && !labels.containsKey(key) && !key.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                throw new CannotException("--by " + key + ": is neither a label nor one of " + Key.words());
            }
        }
    }

    private void print(Analysis analysis) throws IOException {
        PrintWriter out = new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16));
        switch (format) {
            case TEXT -> new TextReport(out, histogram, unit).print(analysis);
            case JSON -> JsonReport.write(analysis, Version.number(), out);
            case CSV -> CsvReport.write(analysis, out);
            case HTML -> HtmlReport.write(analysis, histogram, unit, Version.number(), out);
        }
        out.flush();
    }
}
