package io.daxtrace.parsers.hlog;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import io.daxtrace.parsers.Format;
import io.daxtrace.parsers.Head;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import io.daxtrace.parsers.histogram.BucketRows;
import io.daxtrace.parsers.histogram.Findings;
import io.daxtrace.parsers.histogram.Sums;
import io.daxtrace.parsers.histogram.TextLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HdrHistogram logs: lines of {@code [Tag=NAME,]start,length,max,BASE64}, also with blanks for commas, or the payload
 * alone. The intervals of a tag are added; those without one are named by the file. The unit is not in a log: it is
 * taken from the end of the name, {@code fault_us}.
 */
public final class HistogramLog implements Format {
    private static final String FORMAT = "HdrHistogram log";
    private static final int LONGEST_LINE = 4 << 20;
    private static final String VERSION = "#[Histogram log format version";
    private static final String LEGEND = "\"StartTimestamp\"";
    /** The encodings' first bytes in base 64, whole or compressed, of integers and of doubles. */
    private static final Pattern PAYLOAD = Pattern.compile("(?:^|.*[,\\s])D?HIST[A-Za-z0-9+/]{8,}=*\\s*");

    private static final Pattern INTERVAL =
            Pattern.compile("^(?:Tag=(?<tag>[^,]*),)?(?:[^,\\s]+[,\\s]+){0,3}(?<payload>[A-Za-z0-9+/]+=*)\\s*$");

    @Override
    public boolean matches(Head head) {
        if (!head.isText()) {
            return false;
        }
        for (String line : head.lines()) {
            if (line.startsWith("#") || line.startsWith("\"")) {
                if (line.startsWith(VERSION) || line.startsWith(LEGEND)) {
                    return true;
                }
            } else {
                return PAYLOAD.matcher(line).matches();
            }
        }
        return false;
    }

    @Override
    public void read(Input input, Capture capture, Sinks sinks) throws IOException {
        Findings findings = new Findings(input.name(), capture, sinks.distributions());
        Sums sums = new Sums(findings);
        String untagged = baseName(input.name());
        try (InputStream in = input.stream()) {
            TextLines lines = new TextLines(in, LONGEST_LINE, LONGEST_LINE);
            try {
                while (lines.next()) {
                    if (lines.tooLong()) {
                        findings.leftOut(lines.number(), "an interval", "over " + LONGEST_LINE + " bytes long");
                    } else {
                        line(lines.text(), lines.number(), untagged, findings, sums);
                    }
                }
            } catch (IOException e) {
                capture.truncated("cannot be read past line " + lines.number() + ": "
                        + Printable.escape(String.valueOf(e.getMessage())));
            }
        }
        if (input.stopped()) {
            capture.truncated("reading was stopped");
        }
        sums.report(FORMAT);
        findings.end();
    }

    private static void line(String line, long number, String untagged, Findings findings, Sums sums) {
        if (line.isBlank() || line.startsWith("#") || line.startsWith("\"")) {
            return;
        }
        Matcher interval = INTERVAL.matcher(line);
        if (!interval.matches()) {
            findings.leftOut(number, "it", "not an interval, expected [Tag=NAME,]start,length,max,payload");
            return;
        }
        String name = interval.group("tag") == null ? untagged : interval.group("tag");
        try {
            BucketRows rows = Payload.rows(interval.group("payload"), findings.nanosecondsOf(name), number);
            Distribution.Builder builder = rows.ascending();
            if (builder == null) {
                findings.leftOut(number, name, rows.problem());
            } else if (!rows.isEmpty()) {
                sums.add(name, builder.build(), number);
            }
        } catch (IllegalArgumentException e) {
            findings.leftOut(number, name, Printable.escape(String.valueOf(e.getMessage())));
        }
    }

    private static String baseName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
