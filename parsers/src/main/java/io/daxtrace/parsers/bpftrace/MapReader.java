package io.daxtrace.parsers.bpftrace;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.parsers.histogram.BlockReader;
import io.daxtrace.parsers.histogram.BucketRows;
import io.daxtrace.parsers.histogram.Findings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads maps of bpftrace's text output (0.17 to 0.26): hist() and lhist() with the edges printed, K, M, G ... being
 * powers of 1024, and stats() as one bucket without edges. The unit is in the map's name or nowhere.
 *
 * <pre>{@code
 *  @fault_us[8196]:
 *  [512, 1K)             41 |@@@@@@@@                                            |
 *  [4K, ...)              6 |@                                                   |
 * }</pre>
 */
public final class MapReader implements BlockReader {
    private static final String FORMAT = "bpftrace text";
    private static final Pattern MAP = Pattern.compile("(?s)^(?<name>(?<map>@\\w*)(?:\\[.*\\])?):(?: (?<value>.*))?$");
    private static final Pattern STATS =
            Pattern.compile("^count (?<count>\\d++), average -?\\d++, total (?<total>-?\\d++)\\s*$");
    private static final Pattern ROW = Pattern.compile("^(?:\\(\\.\\.\\., (?<below>-?\\w++)\\)|\\[(?<only>-?\\w++)\\]"
            + "|\\[(?<lo>-?\\w++), (?:(?<hi>-?\\w++)|\\.\\.\\.)\\))\\s+(?<count>\\d++) \\|[@ ]*\\|\\s*$");
    private static final Pattern STARTS_LIKE_ROW = Pattern.compile("^(?:\\(\\.\\.\\.|\\[-?\\d).*");
    private static final Pattern EDGE = Pattern.compile("(-?\\d++)([KMGTPE]?)");
    private static final Pattern LOST = Pattern.compile("^Lost (\\d++) events$");
    private static final String SUFFIXES = "KMGTPE";

    private final Findings findings;
    private String name;
    private String map;
    private BucketRows rows;
    private long scalars;

    public MapReader(Findings findings) {
        this.findings = findings;
    }

    /** Whether a line starts a map. */
    public static boolean opens(String line) {
        return line.startsWith("@") && MAP.matcher(line).matches();
    }

    @Override
    public boolean take(String line, long number) {
        if (line.startsWith("@")) {
            return map(line, number);
        }
        if (line.startsWith("[") || line.startsWith("(...")) {
            return row(line, number);
        }
        Matcher lost = LOST.matcher(line);
        if (lost.matches()) {
            findings.capture().loss().kernelDropped += BucketRows.number(lost.group(1));
            return true;
        }
        if (line.contains("Map full;") || line.contains("Failed to map_update_elem")) {
            findings.capture().loss().mapFull++;
            return true;
        }
        if (line.isBlank()) {
            finish(false);
        }
        return false;
    }

    @Override
    public void end(boolean ofText) {
        finish(ofText);
        if (ofText && scalars > 0) {
            findings.problem(scalars + " bpftrace maps hold single values, no histogram: left out");
            scalars = 0;
        }
    }

    private boolean map(String line, long number) {
        Matcher header = MAP.matcher(line);
        if (!header.matches()) {
            return false;
        }
        finish(false);
        String value = header.group("value");
        if (value == null || value.isBlank()) {
            name = header.group("name");
            map = header.group("map");
            rows = new BucketRows();
            return true;
        }
        Matcher stats = STATS.matcher(value);
        if (stats.matches()) {
            Stats.find(
                    findings,
                    FORMAT,
                    header.group("map"),
                    header.group("name"),
                    BucketRows.number(stats.group("count")),
                    BucketRows.number(stats.group("total")),
                    number);
        } else {
            scalars++;
        }
        return true;
    }

    private boolean row(String line, long number) {
        Matcher row = ROW.matcher(line);
        boolean complete = row.matches();
        if (rows == null) {
            if (complete) {
                findings.leftOut(number, "a map", "a row without the name of its map before it");
            }
            return complete;
        }
        if (!complete) {
            if (STARTS_LIKE_ROW.matcher(line).matches()) {
                rows.fail(number, "a row is cut off or damaged");
                return true;
            }
            return false;
        }
        try {
            add(row, number);
        } catch (NumberFormatException e) {
            rows.fail(number, "an edge is not a number with K, M, G, T, P or E: " + Findings.shown(line.strip()));
        }
        return true;
    }

    private void add(Matcher row, long number) {
        long lo;
        long hi;
        if (row.group("below") != null) {
            lo = Distribution.OPEN_BELOW;
            hi = edge(row.group("below"));
        } else if (row.group("only") != null) {
            lo = edge(row.group("only"));
            hi = BucketRows.after(lo);
        } else {
            lo = edge(row.group("lo"));
            hi = row.group("hi") == null ? Distribution.OPEN : edge(row.group("hi"));
        }
        rows.add(lo, hi, nanoseconds(), BucketRows.number(row.group("count")), number);
    }

    /** Asked again for each row: the answer is the same, and a map without rows needs none. */
    private long nanoseconds() {
        return findings.nanosecondsOf(map);
    }

    private void finish(boolean atEndOfText) {
        if (rows == null) {
            return;
        }
        if (atEndOfText && !rows.isEmpty() && rows.lastCount() == 0) {
            // bpftrace prints up to the highest bucket that has a count
            rows.fail(rows.lastLine(), "the text ends within the histogram");
        }
        if (!rows.isEmpty() || rows.problem() != null) {
            findings.rows(FORMAT, name, rows);
        }
        rows = null;
    }

    private static long edge(String text) {
        Matcher edge = EDGE.matcher(text);
        if (!edge.matches()) {
            throw new NumberFormatException(text);
        }
        long number = BucketRows.number(edge.group(1));
        int shift = edge.group(2).isEmpty() ? 0 : 10 * (1 + SUFFIXES.indexOf(edge.group(2)));
        if (Math.abs(number) > Long.MAX_VALUE >> shift) {
            return number < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
        }
        return number << shift;
    }
}
