package io.daxtrace.parsers.histogram;

import io.daxtrace.distribution.Distribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rows of one histogram as they are read, in any order. The first thing that is wrong with them spoils the whole
 * histogram: its quantiles would be wrong if a row were left out.
 */
public final class BucketRows {
    private static final int MOST_ROWS = 100_000;

    /** Edges from here on (146 years) are no latency; such a bucket is open. */
    private static final long FAR = 1L << 62;

    private final List<Row> rows = new ArrayList<>();
    private String problem;
    private long problemLine;
    private long unit = 1;
    private long count;

    private record Row(long lo, long hi, long count, long line) {}

    /**
     * Adds the bucket [lo, hi).
     *
     * @param lo in units, or {@link Distribution#OPEN_BELOW}
     * @param hi in units, or {@link Distribution#OPEN}
     * @param nanoseconds what one unit is
     * @param line where it was read, from 1
     */
    public void add(long lo, long hi, long nanoseconds, long entries, long line) {
        long from = lo == Distribution.OPEN_BELOW ? lo : scaled(lo, nanoseconds);
        long to = hi == Distribution.OPEN ? hi : scaled(hi, nanoseconds);
        if (to >= FAR) {
            to = Distribution.OPEN;
        }
        from = Math.min(from, FAR);
        if (from >= to) {
            fail(line, "the bucket from " + lo + " to " + hi + " is empty or upside down");
        } else if (entries < 0 || entries == Long.MAX_VALUE || count + entries < 0) {
            fail(line, "the counts go beyond 2^63");
        } else if (rows.size() == MOST_ROWS) {
            fail(line, "over " + MOST_ROWS + " buckets");
        } else if (from == FAR && !rows.isEmpty() && rows.get(rows.size() - 1).lo == FAR) {
            Row last = rows.remove(rows.size() - 1);
            rows.add(new Row(FAR, Distribution.OPEN, last.count + entries, line));
            count += entries;
        } else {
            rows.add(new Row(from, to, entries, line));
            count += entries;
        }
        unit = Math.max(unit, nanoseconds);
    }

    /** Spoils the histogram; the first reason is kept. */
    public void fail(long line, String what) {
        if (problem == null) {
            problem = what;
            problemLine = line;
        }
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int size() {
        return rows.size();
    }

    /** All counts added up. */
    public long count() {
        return count;
    }

    /** The count of the row that was added last, 0 before the first. */
    public long lastCount() {
        return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).count;
    }

    /** The line of the row that was added last. */
    public long lastLine() {
        return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).line;
    }

    /** The coarsest unit of the rows, in nanoseconds. */
    public long unit() {
        return unit;
    }

    /** What is wrong, or null. */
    public String problem() {
        return problem;
    }

    /** The line of {@link #problem()}. */
    public long problemLine() {
        return problemLine;
    }

    /** The rows as buckets in ascending order; null, and {@link #problem()} says why, when they contradict each other. */
    public Distribution.Builder ascending() {
        rows.sort(Comparator.comparingLong(Row::lo));
        Distribution.Builder builder = new Distribution.Builder(rows.size()).unit(unit);
        Row last = null;
        for (Row row : rows) {
            if (last != null && row.lo < last.hi) {
                fail(
                        Math.max(row.line, last.line),
                        "the bucket overlaps that of line " + Math.min(row.line, last.line));
            } else if (problem == null) {
                builder.bucket(row.lo, row.hi, row.count);
            }
            last = row;
        }
        return problem == null ? builder : null;
    }

    /** A number of decimal digits, perhaps after a minus; the largest or smallest long when it does not fit. */
    public static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return digits.startsWith("-") ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
        }
    }

    /** One more, for the exclusive edge after an inclusive one; {@link Distribution#OPEN} stays. */
    public static long after(long inclusive) {
        return inclusive == Long.MAX_VALUE ? Distribution.OPEN : inclusive + 1;
    }

    private static long scaled(long value, long nanoseconds) {
        if (Math.abs(value) > FAR / nanoseconds) {
            return value < 0 ? -FAR : FAR;
        }
        return value * nanoseconds;
    }
}
