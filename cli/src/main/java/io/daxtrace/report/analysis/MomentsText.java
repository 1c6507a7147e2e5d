package io.daxtrace.report.analysis;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Interval;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Moments;
import io.daxtrace.aggregate.SlowFault;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Printable;
import io.daxtrace.report.MetricCells;
import io.daxtrace.report.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** When things happened, as tables. Times are seconds from the beginning of the capture's first operation. */
final class MomentsText {
    private static final String UNKNOWN = "-";

    private final PrintWriter out;
    private final LatencyUnit unit;
    private final long lost;

    /**
     * Prints in this way.
     *
     * @param unit what all latencies are printed in; null chooses for each number
     * @param lost at most how many latencies are missing
     */
    MomentsText(PrintWriter out, LatencyUnit unit, long lost) {
        this.out = out;
        this.unit = unit;
        this.lost = lost;
    }

    void print(Moments moments) {
        if (moments.intervals() != null) {
            intervals(moments.intervals(), moments.origin());
        }
        if (moments.slowest() != null) {
            slowest(moments.slowest());
        }
    }

    /** Of the last interval, which the capture's end cuts off, no rate is told. */
    private void intervals(List<Interval> intervals, long origin) {
        out.println();
        out.println("faults by the interval in which they ended:");
        TextTable table = new TextTable();
        boolean grouped = intervals.stream()
                .flatMap(interval -> interval.groups().stream())
                .anyMatch(group -> !group.key().isEmpty());
        List<String> headings = new ArrayList<>(List.of("at", "faults", "per second", "sync", "p50", "p99", "max"));
        if (grouped) {
            headings.add("group");
        }
        table.row(headings.toArray(String[]::new));
        long end = intervals.isEmpty() ? 0 : intervals.get(intervals.size() - 1).end();
        for (Interval interval : intervals) {
            boolean isWhole = interval.end() < end;
            for (Group group : interval.groups()) {
                List<String> cells = new ArrayList<>();
                cells.add(SlowestTable.offset(interval.start() - origin));
                cells.addAll(cells(group, isWhole ? interval.end() - interval.start() : 0));
                if (grouped) {
                    cells.add(key(group));
                }
                table.row(cells.toArray(String[]::new));
            }
        }
        table.print(out);
    }

    /** @param length nanoseconds, 0 where that is not known */
    private List<String> cells(Group group, long length) {
        long faults = group.faults().total();
        MetricCells cells = new MetricCells(unit, lost);
        Distribution latencies = group.metrics().stream()
                .filter(metric -> metric.name().equals(MetricName.FAULT))
                .map(Metric::distribution)
                .findAny()
                .orElse(Distribution.EMPTY);
        return List.of(
                String.format(Locale.ROOT, "%,d", faults),
                length == 0
                        ? UNKNOWN
                        : String.format(Locale.ROOT, "%,.0f", (double) faults * LatencyUnit.S.nanos() / length),
                faults == 0
                        ? UNKNOWN
                        : String.format(
                                Locale.ROOT, "%.1f %%", 100.0 * group.faults().sync() / faults),
                cells.quantile(latencies, 0.5),
                cells.quantile(latencies, 0.99),
                latencies.count() == 0 ? UNKNOWN : cells.latency(latencies.max()));
    }

    private static String key(Group group) {
        return group.key().entrySet().stream()
                .map(key -> Printable.escape(key.getKey()) + "=" + Printable.escape(key.getValue()))
                .collect(Collectors.joining(" "));
    }

    private void slowest(List<SlowFault> slowest) {
        out.println();
        out.println("slowest faults:");
        SlowestTable rows = new SlowestTable(slowest, new MetricCells(unit, lost));
        TextTable table = new TextTable();
        table.row(rows.headings().toArray(String[]::new));
        for (SlowFault slow : slowest) {
            table.row(rows.row(slow).stream().map(Printable::escape).toArray(String[]::new));
        }
        table.print(out);
    }
}
