package io.daxtrace.report.analysis;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Interval;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Moments;
import io.daxtrace.aggregate.SlowFault;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultField;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.Printable;
import io.daxtrace.report.MetricCells;
import io.daxtrace.report.TextTable;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** When things happened, as tables. Times are seconds from the beginning of the capture's first operation. */
final class MomentsText {
    private static final String UNKNOWN = "-";
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

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
                cells.add(offset(interval.start() - origin));
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
        TextTable table = new TextTable();
        boolean several = slowest.stream().map(SlowFault::input).distinct().count() > 1;
        boolean dated = slowest.stream().anyMatch(slow -> slow.began() != null);
        List<String> headings = new ArrayList<>(List.of("at"));
        if (dated) {
            headings.add("time of day");
        }
        headings.addAll(List.of(
                "total", "map", "commit", "insert", "other", "kind", "device", "inode", "pgoff", "tid", "thread"));
        boolean located = slowest.stream().anyMatch(slow -> path(slow) != null);
        if (located) {
            headings.add("file");
        }
        if (several) {
            headings.add("in");
        }
        table.row(headings.toArray(String[]::new));
        for (SlowFault slow : slowest) {
            Fault fault = slow.fault();
            List<String> cells = new ArrayList<>();
            cells.add(
                    fault.start == Event.UNKNOWN || slow.origin() == Event.UNKNOWN
                            ? UNKNOWN
                            : offset(fault.start - slow.origin()));
            if (dated) {
                cells.add(
                        slow.began() == null
                                ? UNKNOWN
                                : TIME_OF_DAY.format(slow.began().atZone(ZoneId.systemDefault())));
            }
            cells.addAll(List.of(
                    latency(fault.total),
                    latency(fault.map),
                    latency(fault.commit),
                    latency(fault.insert),
                    latency(fault.other),
                    FaultField.KIND.text(FaultField.KIND.of(fault)),
                    fault.dev == Event.UNKNOWN ? UNKNOWN : FaultField.DEVICE.text(fault.dev),
                    number(fault.ino),
                    number(fault.pgoff),
                    number(fault.tid),
                    fault.comm == null ? UNKNOWN : Printable.escape(fault.comm)));
            if (located) {
                cells.add(
                        path(slow) == null
                                ? UNKNOWN
                                : Printable.escape(path(slow).toString()));
            }
            if (several) {
                cells.add(Printable.escape(slow.input().path()));
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(out);
    }

    private static FilePath path(SlowFault slow) {
        return slow.input().files().of(slow.fault().dev, slow.fault().ino);
    }

    private String latency(long nanoseconds) {
        return nanoseconds == Event.UNKNOWN ? UNKNOWN : new MetricCells(unit, lost).latency(nanoseconds);
    }

    private static String number(long value) {
        return value == Event.UNKNOWN ? UNKNOWN : Long.toString(value);
    }

    private static String offset(long nanoseconds) {
        return String.format(Locale.ROOT, "%+.6fs", (double) nanoseconds / LatencyUnit.S.nanos());
    }
}
