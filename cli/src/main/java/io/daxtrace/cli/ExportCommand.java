package io.daxtrace.cli;

import io.daxtrace.aggregate.Aggregator;
import io.daxtrace.aggregate.Analysis;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import io.daxtrace.faults.FaultAssembler;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import io.daxtrace.report.LossText;
import io.daxtrace.report.analysis.HistogramLogText;
import io.daxtrace.report.analysis.PrometheusText;
import io.daxtrace.report.export.FaultCsv;
import io.daxtrace.report.export.FaultJsonLines;
import io.daxtrace.report.export.FaultRows;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code daxtrace export}. */
@Command(
        name = "export",
        description = "Write the contents of captures for other tools: every fault and fsync call as a row, or the "
                + "distributions.",
        footer = {
            "",
            "csv, jsonl: one line per fault or fsync call, in the order in which they ended, streamed. Times "
                    + "are in nanoseconds; flags and results have the kernel's names. Unknown values are empty in csv "
                    + "and left out in jsonl. After each input, jsonl has a line of kind input: what it was, and what "
                    + "was lost.",
            "prometheus: the text format, with latencies as histograms in seconds; each group of --by is a "
                    + "series.",
            "hlog: an HdrHistogram log with one tagged line per metric, in nanoseconds. Distributions whose "
                    + "buckets do not fit, because they are open or wider, are skipped, with a warning."
        })
final class ExportCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    /** What is written. */
    enum To {
        CSV,
        JSONL,
        PROMETHEUS,
        HLOG
    }

    @Mixin
    private AnalysisOptions input;

    @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "csv, jsonl, prometheus or hlog.")
    private To to;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "The output file, written whole or not at all; - is standard output (the default).")
    private String output = Input.STANDARD_INPUT;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        input.checkKeys();
        boolean rows = to == To.CSV || to == To.JSONL;
        if (rows && !input.by.isEmpty()) {
            throw new CannotException("--by: in csv and jsonl every fault is a row; group them in what reads it");
        }
        InputReader reader = input.reader(common.quiet);
        WholeFile.Content content = rows ? out -> rows(reader, out) : distributions(reader);
        try {
            if (output.equals(Input.STANDARD_INPUT)) {
                try (OutputStream out = new BufferedOutputStream(new StandardOutput(), BUFFER)) {
                    content.write(out);
                }
            } else {
                WholeFile.write(Path.of(output), content);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return ExitCode.DONE;
    }

    private void rows(InputReader reader, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        FaultRows rows = to == To.CSV ? new FaultCsv(writer) : new FaultJsonLines(writer);
        for (String file : input.files) {
            if (!reader.stopped()) {
                rows(file, reader, rows);
            } else if (!common.quiet) {
                System.err.println("daxtrace: interrupted before " + Printable.escape(file) + " was read");
            }
        }
        rows.end();
    }

    private void rows(String file, InputReader reader, FaultRows rows) throws IOException {
        if (ProfileInput.of(file) != null) {
            throw noRows(file, "is a profile");
        }
        Capture capture = new Capture(file);
        rows.input(capture);
        FaultAssembler assembler = new FaultAssembler(capture, rows);
        boolean[] histogram = new boolean[1];
        reader.read(capture, new Sinks(assembler, rows, (name, distribution) -> histogram[0] = true));
        assembler.finish();
        if (histogram[0]) {
            throw noRows(file, "holds histograms");
        }
        capture.labels().putAll(input.labels);
        rows.inputEnded(capture);
        say(capture);
    }

    private static BadInputException noRows(String file, String what) {
        return BadInputException.of(file, what + ", and no single faults: --to prometheus or hlog writes those");
    }

    private WholeFile.Content distributions(InputReader reader) throws IOException {
        Analysis analysis = input.read(reader, new Aggregator(input.by, false), new ArrayList<>(), null);
        analysis.inputs().forEach(this::say);
        return to == To.HLOG ? out -> histogramLog(analysis, out) : out -> prometheus(analysis, out);
    }

    private static void prometheus(Analysis analysis, OutputStream out) throws IOException {
        PrintWriter text = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        PrometheusText.write(analysis, text);
        if (text.checkError()) {
            throw new IOException("the output cannot be written");
        }
    }

    private void histogramLog(Analysis analysis, OutputStream out) throws IOException {
        List<String> leftOut = HistogramLogText.write(analysis, Version.number(), out);
        for (String tag : leftOut) {
            note(tag + " was left out: its buckets are open or wider than those of any HdrHistogram");
        }
    }

    /** What the rows and the distributions themselves do not tell. */
    private void say(Capture capture) {
        capture.warnings().forEach(warning -> note(capture.path() + ": " + warning));
        if (!capture.complete()) {
            note(capture.path() + ": " + LossText.incomplete(capture.loss()));
        }
    }

    private void note(String text) {
        if (!common.quiet) {
            System.err.println("daxtrace: " + Printable.escape(text));
        }
    }
}
