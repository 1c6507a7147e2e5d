package io.daxtrace.parsers.histogramtext;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import io.daxtrace.parsers.Format;
import io.daxtrace.parsers.Head;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import io.daxtrace.parsers.bcc.BccReader;
import io.daxtrace.parsers.bpftrace.JsonReader;
import io.daxtrace.parsers.bpftrace.MapReader;
import io.daxtrace.parsers.histogram.BlockReader;
import io.daxtrace.parsers.histogram.Findings;
import io.daxtrace.parsers.histogram.TextLines;
import io.daxtrace.parsers.histtrigger.HistTriggerReader;
import io.daxtrace.parsers.perflatency.LatencyTableReader;
import io.daxtrace.parsers.posting.PostingReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Text with histograms in it, each in one of the dialects below. One text may hold several: a traced program prints its
 * own histogram, then bpftrace prints its maps. Every line is offered to the dialects in this order, so each histogram
 * goes to the one that knows it, and lines of none are passed over.
 */
public final class HistogramText implements Format {
    private static final int LONGEST_LINE = 64 * 1024;
    /** A bpftrace map is one line of JSON; 4096 keys of full histograms are about 10 MB. */
    private static final int LONGEST_JSON_LINE = 16 << 20;

    private static final List<Dialect> DIALECTS = List.of(
            new Dialect(JsonReader::opens, LONGEST_JSON_LINE, JsonReader::new),
            new Dialect(MapReader::opens, LONGEST_LINE, MapReader::new),
            new Dialect(HistTriggerReader::opens, 4096, HistTriggerReader::new),
            new Dialect(LatencyTableReader::opens, 512, LatencyTableReader::new),
            new Dialect(BccReader::opens, 512, BccReader::new),
            // last: it sees the text between histograms, where its headings are
            new Dialect(PostingReader::opens, LONGEST_LINE, PostingReader::new));

    @Override
    public boolean matches(Head head) {
        return head.isText() && head.lines().stream().map(TextLines::clean).anyMatch(HistogramText::opens);
    }

    private static boolean opens(String line) {
        return DIALECTS.stream()
                .anyMatch(d -> line.length() <= d.longestLine() && d.opens().test(line));
    }

    @Override
    public void read(Input input, Capture capture, Sinks sinks) throws IOException {
        Findings findings = new Findings(input.name(), capture, sinks.distributions());
        List<BlockReader> readers =
                DIALECTS.stream().map(d -> d.reader().apply(findings)).toList();
        try (InputStream in = input.stream()) {
            TextLines lines = new TextLines(in, LONGEST_LINE, LONGEST_JSON_LINE);
            Dispatch dispatch = new Dispatch(readers, capture);
            try {
                while (lines.next()) {
                    dispatch.line(lines);
                }
                dispatch.end(input.stopped() ? "reading was stopped" : null);
            } catch (IOException e) {
                dispatch.end("cannot be read: " + Printable.escape(String.valueOf(e.getMessage())));
            }
        }
        findings.end();
    }

    /** Offers lines to readers. */
    private static final class Dispatch {
        private final List<BlockReader> readers;
        private final Capture capture;
        private BlockReader last;
        private long number;

        Dispatch(List<BlockReader> readers, Capture capture) {
            this.readers = readers;
            this.capture = capture;
        }

        void line(TextLines lines) {
            number = lines.number();
            if (lines.tooLong()) {
                capture.truncated(
                        "line " + lines.number() + " is over " + LONGEST_LINE + " bytes long and was left out");
            }
            String line = lines.text();
            BlockReader taker = null;
            for (int i = 0; i < readers.size() && taker == null; i++) {
                if (line.length() <= DIALECTS.get(i).longestLine()
                        && readers.get(i).take(line, number)) {
                    taker = readers.get(i);
                }
            }
            boolean blank = line.isBlank();
            if (last != null && last != taker && (taker != null || !blank)) {
                last.end(false);
            }
            if (taker != null || !blank) {
                last = taker;
            }
        }

        /** What was being read where a text broke off is not whole, and is left out. */
        void end(String brokenOff) {
            if (brokenOff != null) {
                capture.truncated("line " + (number + 1) + ": " + brokenOff + "; the histogram there was left out");
            }
            readers.stream().filter(r -> brokenOff == null || r != last).forEach(r -> r.end(true));
        }
    }
}
