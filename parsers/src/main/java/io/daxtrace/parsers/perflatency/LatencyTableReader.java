package io.daxtrace.parsers.perflatency;

import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.parsers.histogram.BlockReader;
import io.daxtrace.parsers.histogram.BucketRows;
import io.daxtrace.parsers.histogram.Findings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the tables of perf ftrace latency, with the statistics that newer versions print below them. A table does not
 * name its function, so every one is named {@code perf ftrace latency}.
 */
public final class LatencyTableReader implements BlockReader {
    private static final String FORMAT = "perf ftrace latency";
    private static final Pattern HEADER = Pattern.compile("^#\\s+DURATION\\s+\\|\\s+COUNT\\s+\\|\\s+GRAPH.*");
    private static final Pattern ROW =
            Pattern.compile("^\\s*(?<lo>\\d++(?:\\.\\d++)?) - (?<hi>\\d++(?:\\.\\d++)?|\\.\\.\\.)" + "\\s+(?<unit>"
                    + LatencyUnit.WORDS + ")\\s*\\|\\s*(?<count>\\d++) \\|[# ]*\\|\\s*$");
    private static final Pattern STARTS_LIKE_ROW = Pattern.compile("^\\s*\\d+(?:\\.\\d+)?(?: -.*)?$");
    private static final Pattern STATISTICS = Pattern.compile("^# statistics\\s+\\(in (?<unit>nsec|usec)\\)\\s*$");
    private static final Pattern STATISTIC =
            Pattern.compile("^\\s*(?<what>total time|avg time|max time|min time|count):\\s+(?<value>\\d++)\\s*$");

    private final Findings findings;
    private LatencyTable table;

    public LatencyTableReader(Findings findings) {
        this.findings = findings;
    }

    /** Whether a line is the head of such a table. */
    public static boolean opens(String line) {
        return line.startsWith("#") && HEADER.matcher(line).matches();
    }

    @Override
    public boolean take(String line, long number) {
        if (opens(line)) {
            end(false);
            table = new LatencyTable(number);
            return true;
        }
        if (table == null) {
            return false;
        }
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
            table.row(
                    row.group("lo"),
                    row.group("hi"),
                    LatencyUnit.of(row.group("unit")),
                    BucketRows.number(row.group("count")),
                    number);
            return true;
        }
        if (STARTS_LIKE_ROW.matcher(line).matches()) {
            table.fail(number, "a row is cut off or damaged");
            return true;
        }
        Matcher statistics = STATISTICS.matcher(line);
        if (statistics.matches()) {
            table.statisticsIn(LatencyUnit.ofTool(statistics.group("unit")));
            return true;
        }
        Matcher statistic = STATISTIC.matcher(line);
        if (statistic.matches()) {
            table.statistic(statistic.group("what"), BucketRows.number(statistic.group("value")));
            return true;
        }
        return false;
    }

    @Override
    public void end(boolean ofText) {
        if (table != null) {
            table.report(FORMAT, findings);
            table = null;
        }
    }
}
