package io.daxtrace.parsers;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import io.daxtrace.parsers.ctf.Ctf;
import io.daxtrace.parsers.funcgraph.FunctionGraphText;
import io.daxtrace.parsers.histogramtext.HistogramText;
import io.daxtrace.parsers.hlog.HistogramLog;
import io.daxtrace.parsers.perfdata.PerfData;
import io.daxtrace.parsers.text.EventText;
import io.daxtrace.parsers.tracedat.TraceDat;
import java.io.IOException;
import java.util.List;

/** The formats daxtrace reads, and the way in: recognise an input, then read it. */
public final class Captures {
    /** Asked in this order; the first that matches reads the input. One line a format. */
    private static final List<Format> FORMATS = List.of(
            new Ctf(), //
            new PerfData(),
            new TraceDat(),
            new FunctionGraphText(),
            EventText.FTRACE,
            EventText.TRACE_CMD,
            EventText.PERF,
            new HistogramLog(),
            new HistogramText());

    private Captures() {}

    /** The format of an input, by its content. */
    public static Format recognise(Input input) throws BadInputException {
        for (Format format : FORMATS) {
            if (input.isDirectory() ? format.matchesDirectory(input.directory()) : format.matches(input.head())) {
                return format;
            }
        }
        if (input.isDirectory()) {
            throw BadInputException.of(
                    input.name(), "is a directory but no capture of daxtrace: it has no file named metadata");
        }
        throw BadInputException.of(
                input.name(),
                "is of no format daxtrace reads: it starts with " + start(input.head())
                        + "; expected trace.dat, perf.data, the text of tracefs, trace-cmd report, perf script or"
                        + " function_graph, or a histogram of bpftrace, bcc, perf ftrace, a hist trigger or HdrHistogram");
    }

    /** Reads one input to its end, and returns what is known of it. */
    public static Capture read(Input input, Sinks sinks) throws IOException {
        Capture capture = new Capture(input.name());
        read(input, capture, sinks);
        return capture;
    }

    /** The same into a capture that the caller already holds, so that it has what was found before an interruption. */
    public static void read(Input input, Capture capture, Sinks sinks) throws IOException {
        recognise(input).read(input, capture, sinks);
    }

    private static String start(Head head) {
        String first = head.lines().isEmpty() ? "" : head.lines().get(0);
        return '"' + Printable.escape(first.length() > 40 ? first.substring(0, 40) : first) + '"';
    }
}
