package io.daxtrace.parsers.perflatency;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.parsers.histogram.BucketRows;
import io.daxtrace.parsers.histogram.Findings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One table. Its rows are powers of two of the base unit, us or with -n ns, and the next unit's name stands for 1024 of
 * them: {@code 1 - 2 ms} is [1024, 2048) us. With --bucket-range (6.14) rows are of equal width, and the next unit is
 * 1000, printed with two decimals (tools/perf/builtin-ftrace.c).
 *
 * <p>Without BPF (-b) perf counts a value into the row below its own, up to 6.14 at least: the row {@code 1 - 2 us} holds
 * [2, 4) us. The table does not tell which way it was made. The statistics below it do: the largest value is in the
 * highest row with a count, or in the one above.
 */
final class LatencyTable {
    private final List<TableRow> rows = new ArrayList<>();
    private final Map<String, Long> statistics = new HashMap<>();
    private final BucketRows buckets = new BucketRows();
    private final long line;
    private boolean nanoseconds;
    private boolean seconds;
    private boolean anyZero;
    private boolean anyOpen;
    private boolean fractions;

    private record TableRow(BigDecimal lo, BigDecimal hi, LatencyUnit unit, long count, long line) {}

    LatencyTable(long line) {
        this.line = line;
    }

    void row(String lo, String hi, LatencyUnit unit, long count, long number) {
        if (rows.size() == 10_000) {
            fail(number, "over 10000 rows");
            return;
        }
        boolean open = hi.equals("...");
        if (lo.length() > 9 || hi.length() > 9) {
            fail(number, "a bound has over 9 digits");
            return;
        }
        rows.add(new TableRow(new BigDecimal(lo), open ? null : new BigDecimal(hi), unit, count, number));
        nanoseconds |= unit == LatencyUnit.NS;
        seconds |= unit == LatencyUnit.S;
        fractions |= lo.contains(".");
        anyZero |= count == 0;
        anyOpen |= open;
    }

    void fail(long number, String what) {
        buckets.fail(number, what);
    }

    void statisticsIn(LatencyUnit unit) {
        nanoseconds |= unit == LatencyUnit.NS;
        statistics.put("unit", unit.nanos());
    }

    void statistic(String what, long value) {
        statistics.put(what, value);
    }

    void report(String format, Findings findings) {
        if (rows.isEmpty()) {
            fail(line, "a table without rows");
        } else if (anyZero && !anyOpen) {
            // with --hide-empty rows are missing, but then none is empty
            fail(rows.get(rows.size() - 1).line, "the table ends before its last row");
        } else if (nanoseconds && seconds) {
            fail(line, "rows in ns and in s: a table has either");
        }
        boolean log2 = !fractions && rows.stream().allMatch(LatencyTable::isPowerOfTwo);
        Evidence evidence = log2 ? evidence() : Evidence.AS_PRINTED;
        for (TableRow row : rows) {
            long factor = evidence == Evidence.ONE_BELOW ? 2 : 1;
            long lo = base(row.lo, row.unit, log2) * factor;
            long hi = row.hi == null ? Distribution.OPEN : base(row.hi, row.unit, log2) * factor;
            buckets.add(lo, hi, baseUnit().nanos(), row.count, row.line);
        }
        Long count = statistics.get("count");
        if (evidence == Evidence.CONTRADICTION) {
            fail(line, "the largest or smallest value of the statistics is in no row that could hold it");
        } else if (count != null && count != buckets.count()) {
            fail(line, "the rows count " + buckets.count() + ", the statistics say " + count);
        }
        warnings(evidence, findings);
        Distribution.Builder builder = buckets.ascending();
        if (builder == null) {
            findings.leftOut(buckets.problemLine(), format, buckets.problem());
        } else {
            findings.add(format, format, withStatistics(builder).build());
        }
    }

    private void warnings(Evidence evidence, Findings findings) {
        if (evidence == Evidence.UNKNOWN) {
            findings.capture()
                    .warn("perf ftrace latency without -b counts values one row too low, and this table does not tell"
                            + " whether that was so: its edges may have to be doubled");
        } else if (evidence == Evidence.ONE_BELOW) {
            findings.capture()
                    .warn("perf ftrace latency counted values one row too low, as its statistics show: the edges were"
                            + " doubled");
        }
        if (fractions) {
            findings.capture().warn("perf ftrace latency printed edges rounded to two decimals");
        }
    }

    private Distribution.Builder withStatistics(Distribution.Builder builder) {
        long unit = statistics.getOrDefault("unit", 0L);
        Long min = statistics.get("min time");
        Long max = statistics.get("max time");
        Long total = statistics.get("total time");
        long most = Long.MAX_VALUE / 4_000;
        if (unit == 0 || min == null || max == null || min > max || max > most) {
            return builder;
        }
        builder.min(min * unit).max(max * unit);
        if (total != null && total < most && buckets.count() < most) {
            // older versions added up rounded values, newer ones round a product
            builder.sum(total * unit).sumError(buckets.count() * unit);
        }
        return builder;
    }

    /** Where the statistics put the highest and the lowest value, against the rows. */
    private Evidence evidence() {
        Long min = statistics.get("min time");
        Long max = statistics.get("max time");
        TableRow lowest = rows.stream().filter(r -> r.count > 0).findFirst().orElse(null);
        TableRow highest =
                rows.stream().filter(r -> r.count > 0).reduce((a, b) -> b).orElse(null);
        if (min == null || max == null || lowest == null) {
            return Evidence.UNKNOWN;
        }
        return where(highest, max).and(where(lowest, min));
    }

    private Evidence where(TableRow row, long value) {
        long lo = base(row.lo, row.unit, true);
        long hi = row.hi == null ? Long.MAX_VALUE / 2 : base(row.hi, row.unit, true);
        boolean printed = value >= lo && value < hi;
        boolean below = value >= 2 * lo && value < 2 * hi;
        if (printed) {
            return below ? Evidence.UNKNOWN : Evidence.AS_PRINTED;
        }
        return below ? Evidence.ONE_BELOW : Evidence.CONTRADICTION;
    }

    private LatencyUnit baseUnit() {
        return nanoseconds ? LatencyUnit.NS : LatencyUnit.US;
    }

    /** A bound in units of the table's base. */
    private long base(BigDecimal bound, LatencyUnit unit, boolean log2) {
        int steps = unit.ordinal() - baseUnit().ordinal();
        BigDecimal factor = BigDecimal.valueOf(log2 ? 1024 : 1000).pow(Math.max(0, steps));
        return bound.multiply(factor).longValue();
    }

    private static boolean isPowerOfTwo(TableRow row) {
        return row.hi == null || row.lo.signum() == 0 || row.hi.compareTo(row.lo.add(row.lo)) == 0;
    }

    /** What is known of how values were counted. */
    private enum Evidence {
        UNKNOWN,
        AS_PRINTED,
        ONE_BELOW,
        CONTRADICTION;

        Evidence and(Evidence other) {
            if (this == UNKNOWN || this == other) {
                return other;
            }
            return other == UNKNOWN ? this : CONTRADICTION;
        }
    }
}
