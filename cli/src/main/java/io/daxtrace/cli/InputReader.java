package io.daxtrace.cli;

import io.daxtrace.aggregate.Aggregator;
import io.daxtrace.aggregate.InputSink;
import io.daxtrace.aggregate.OperationClock;
import io.daxtrace.aggregate.Run;
import io.daxtrace.event.Capture;
import io.daxtrace.event.LossAccount;
import io.daxtrace.faults.FaultAssembler;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import io.daxtrace.selection.SelectedOperations;
import io.daxtrace.selection.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings captures and aggregation together: whatever level an input has, its faults and distributions are counted. */
final class InputReader {
    private final boolean quiet;
    private final long unitOfNamelessNumbers;
    private volatile Input current;
    private volatile boolean stopped;

    InputReader(boolean quiet) {
        this(quiet, 0);
    }

    /**
     * A reader of any number of inputs.
     *
     * @param quiet whether to show no progress
     * @param unitOfNamelessNumbers nanoseconds that a number in a histogram text without a unit counts; 0 when not said
     */
    InputReader(boolean quiet, long unitOfNamelessNumbers) {
        this.quiet = quiet;
        this.unitOfNamelessNumbers = unitOfNamelessNumbers;
        Interrupt.onSignal(this::stop);
    }

    /** Ends reading; what was read so far stands, marked as cut short. */
    void stop() {
        stopped = true;
        Input input = current;
        if (input != null) {
            input.stop();
        }
    }

    boolean stopped() {
        return stopped;
    }

    /**
     * Reads one input, and hands on what of it is asked for.
     *
     * @param labels what the user said of it; they replace the capture's own of the same name
     */
    Capture read(String path, Map<String, String> labels, Selection selection, InputSink into) throws IOException {
        Capture capture = new Capture(path);
        capture.unitOfNamelessNumbers = unitOfNamelessNumbers;
        OperationClock clock = new OperationClock();
        SelectedOperations selected = selection.of(capture, clock, into);
        FaultAssembler assembler = new FaultAssembler(capture, selected);
        capture.labels().putAll(labels);
        into.input(capture, clock);
        read(capture, new Sinks(assembler, selected, selected.distributions(into)));
        capture.labels().putAll(labels);
        assembler.finish();
        selected.ended();
        into.inputEnded(capture);
        return capture;
    }

    /** Reads the input that the capture names into it and into whatever takes its events. */
    void read(Capture capture, Sinks sinks) throws IOException {
        try (Input input = Input.open(capture.path())) {
            current = input;
            if (stopped) {
                input.stop();
            }
            Progress progress = Progress.start(input, capture, quiet);
            try {
                Captures.read(input, capture, sinks);
            } catch (UncheckedIOException e) {
                throw e.getCause(); // a sink has no other way
            } finally {
                progress.close();
            }
            if (stopped) {
                capture.truncated("interrupted: what follows covers only what was read until then");
            }
        } finally {
            current = null;
        }
    }

    /** Reads one input as one run. */
    Run run(String path, Map<String, String> labels, List<String> by, boolean keepValues) throws IOException {
        Aggregator aggregator = new Aggregator(by, keepValues);
        return run(read(path, labels, Selection.ALL, aggregator), aggregator);
    }

    /** An input that was read alone into an aggregator, as a run. */
    static Run run(Capture capture, Aggregator aggregator) {
        LossAccount loss = new LossAccount();
        loss.add(capture.loss());
        loss.clamped += aggregator.clamped();
        Map<String, String> environment = new TreeMap<>(capture.environment());
        if (capture.kernel != null) {
            environment.put("kernel", capture.kernel);
        }
        if (capture.clock != null) {
            environment.put("clock", capture.clock);
        }
        return new Run(
                capture.path(),
                new TreeMap<>(capture.labels()),
                environment,
                capture.probes(),
                capture.resolution,
                loss.isZero() && !capture.truncated,
                loss,
                aggregator.groups(),
                aggregator.span());
    }
}
