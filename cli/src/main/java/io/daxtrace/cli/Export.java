package io.daxtrace.cli;

import io.daxtrace.aggregate.Aggregator;
import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.OperationClock;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import io.daxtrace.faults.FaultAssembler;
import io.daxtrace.parsers.Sinks;
import io.daxtrace.report.LossText;
import io.daxtrace.report.export.FaultRows;
import io.daxtrace.selection.SelectedOperations;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The inputs of {@code export} on their way out: every fault as it is read, or what all of them came to. */
final class Export {
    private static final int BUFFER = 1 << 16;

    /** Where rows go. */
    interface RowFormat {
        FaultRows on(Writer out) throws IOException;
    }

    /** Where distributions go. */
    interface DistributionFormat {
        /** Writes and flushes; returns what has to be said of it, a sentence each. */
        List<String> write(Analysis analysis, OutputStream out) throws IOException;
    }

    private final AnalysisOptions input;
    private final InputReader reader;
    private final boolean quiet;

    Export(AnalysisOptions input, boolean quiet) {
        this.input = input;
        this.quiet = quiet;
        reader = input.reader(quiet);
    }

    /** A row a fault and fsync call; the inputs are read while it is written. */
    WholeFile.Content rows(RowFormat format) {
        if (!input.by.isEmpty()) {
            throw new CannotException("--by: in csv and jsonl every fault is a row; group them in what reads it");
        }
        return out -> rows(format.on(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER)));
    }

    private void rows(FaultRows rows) throws IOException {
        for (String file : input.files) {
            if (!reader.stopped()) {
                rows(file, rows);
            } else {
                note("interrupted before " + file + " was read");
            }
        }
        rows.end();
    }

    private void rows(String file, FaultRows rows) throws IOException {
        if (ProfileInput.of(file) != null) {
            throw noRows(file, "is a profile");
        }
        Capture capture = new Capture(file);
        rows.input(capture);
        SelectedOperations selected = input.selection().of(capture, new OperationClock(), rows);
        FaultAssembler assembler = new FaultAssembler(capture, selected);
        boolean[] histogram = new boolean[1];
        reader.read(capture, new Sinks(assembler, selected, (name, distribution) -> histogram[0] = true));
        assembler.finish();
        selected.ended();
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

    /** The distributions of all inputs, which are read now. */
    WholeFile.Content distributions(DistributionFormat format) throws IOException {
        Analysis analysis = input.read(reader, new Aggregator(input.by, false), List.of(), new ArrayList<>(), null);
        analysis.inputs().forEach(this::say);
        return out -> format.write(analysis, out).forEach(this::note);
    }

    /** What the rows and the distributions themselves do not tell. */
    private void say(Capture capture) {
        capture.warnings().forEach(warning -> note(capture.path() + ": " + warning));
        if (!capture.complete()) {
            note(capture.path() + ": " + LossText.incomplete(capture.loss()));
        }
    }

    private void note(String text) {
        if (!quiet) {
            System.err.println("daxtrace: " + Printable.escape(text));
        }
    }
}
