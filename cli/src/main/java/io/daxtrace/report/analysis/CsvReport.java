package io.daxtrace.report.analysis;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Interval;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.distribution.QuantileInterval;
import io.daxtrace.report.CsvCell;
import io.daxtrace.report.ReportedQuantile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The analysis as CSV (RFC 4180), one row a metric: the group's keys, then the numbers in nanoseconds, unknown ones
 * empty. Of an analysis by intervals, the rows of each, with its start and end before them.
 */
public final class CsvReport {
    private CsvReport() {}

    public static void write(Analysis analysis, PrintWriter out) {
        List<Interval> intervals = analysis.moments().intervals();
        List<Group> all = intervals == null
                ? analysis.groups()
                : intervals.stream()
                        .flatMap(interval -> interval.groups().stream())
                        .toList();
        List<String> keys = all.isEmpty()
                ? List.of()
                : List.copyOf(all.get(all.size() - 1).key().keySet());
        List<String> columns = new ArrayList<>(intervals == null ? List.of() : List.of("start", "end"));
        columns.addAll(keys);
        columns.addAll(List.of("complete", "metric", "unit", "count", "min", "max", "sum", "mean"));
        for (ReportedQuantile quantile : ReportedQuantile.values()) {
            columns.add(quantile.word() + "_lo");
            columns.add(quantile.word() + "_hi");
        }
        row(out, columns);
        if (intervals == null) {
            groups(analysis, analysis.groups(), List.of(), keys, out);
        } else {
            for (Interval interval : intervals) {
                List<String> span = List.of(Long.toString(interval.start()), Long.toString(interval.end()));
                groups(analysis, interval.groups(), span, keys, out);
            }
        }
        out.flush();
    }

    private static void groups(
            Analysis analysis, List<Group> groups, List<String> span, List<String> keys, PrintWriter out) {
        for (Group group : groups) {
            for (Metric metric : group.metrics()) {
                List<String> cells = new ArrayList<>(span);
                keys.forEach(key -> cells.add(group.key().getOrDefault(key, "")));
                cells.add(Boolean.toString(analysis.complete()));
                metric(metric, analysis.mostLost(), cells);
                row(out, cells);
            }
        }
    }

    private static void metric(Metric metric, long lost, List<String> cells) {
        Distribution d = metric.distribution();
        cells.add(metric.name().text());
        cells.add(LatencyUnit.NS.word());
        cells.add(Long.toString(d.count()));
        cells.add(number(d.min(), Distribution.UNKNOWN));
        cells.add(number(d.max(), Distribution.UNKNOWN));
        cells.add(number(d.sum(), Distribution.UNKNOWN));
        cells.add(Double.isNaN(d.mean()) ? "" : Double.toString(d.mean()));
        for (ReportedQuantile quantile : ReportedQuantile.values()) {
            if (d.count() == 0) {
                cells.add("");
                cells.add("");
                continue;
            }
            QuantileInterval interval = d.quantile(quantile.fraction(), lost);
            cells.add(number(interval.lo(), Distribution.OPEN_BELOW));
            cells.add(number(interval.hi(), Distribution.OPEN));
        }
    }

    private static String number(long value, long none) {
        return value == none ? "" : Long.toString(value);
    }

    private static void row(PrintWriter out, List<String> cells) {
        out.print(cells.stream().map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n")));
    }
}
