package io.daxtrace.report;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.QuantileInterval;
import io.daxtrace.event.Capture;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The analysis as a person reads it: one screen. */
public final class TextReport {
    private static final List<String> STAGES =
            List.of(MetricName.STAGE_MAP, MetricName.STAGE_COMMIT, MetricName.STAGE_INSERT, MetricName.STAGE_OTHER);
    private static final int BAR = 40;

    private final PrintWriter out;
    private final HistogramStyle histogram;
    private final LatencyUnit unit;

    /** @param unit what all latencies are printed in; null chooses for each number */
    public TextReport(PrintWriter out, HistogramStyle histogram, LatencyUnit unit) {
        this.out = out;
        this.histogram = histogram;
        this.unit = unit;
    }

    public void print(Analysis analysis) {
        analysis.inputs().forEach(this::input);
        loss(analysis);
        for (Group group : analysis.groups()) {
            out.println();
            group(group);
        }
        out.flush();
    }

    private void input(Capture input) {
        long events = input.totalEvents();
        out.print(Printable.escape(input.path()) + ": " + input.format);
        if (input.kernel != null) {
            out.print(", kernel " + Printable.escape(input.kernel));
        }
        if (input.clock != null) {
            out.print(", clock " + Printable.escape(input.clock));
        }
        if (events > 0) {
            out.printf(Locale.ROOT, ", %,d events", events);
        }
        out.println(input.truncated ? ", cut short" : "");
        input.warnings().forEach(warning -> out.println("  note: " + Printable.escape(warning)));
    }

    private void loss(Analysis analysis) {
        LossAccount loss = analysis.loss();
        if (analysis.complete()) {
            out.println("complete: nothing was lost");
            return;
        }
        String what = LossText.of(loss);
        out.println("INCOMPLETE: " + (what.isEmpty() ? "not all of the input could be read" : what));
    }

    private void group(Group group) {
        if (!group.key().isEmpty()) {
            out.println(group.key().entrySet().stream()
                    .map(key -> Printable.escape(key.getKey()) + "=" + Printable.escape(key.getValue()))
                    .collect(Collectors.joining(" ")));
        }
        FaultCounts faults = group.faults();
        if (faults.total() > 0 || group.metrics().isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "faults: %,d = %,d sync + %,d async + %,d failed (%,d pte, %,d pmd, %,d fallbacks, %,d retries)%n",
                    faults.total(),
                    faults.sync(),
                    faults.async(),
                    faults.failed(),
                    faults.pte(),
                    faults.pmd(),
                    faults.fallbacks(),
                    faults.retries());
        }
        if (group.metrics().isEmpty()) {
            return;
        }
        TextTable table = new TextTable();
        String title = unit == null ? "latency" : "latency, " + unit.word();
        table.row(title, "count", "min", "avg", "p50", "p90", "p99", "p99.9", "max");
        for (Metric metric : group.metrics()) {
            table.row(cells(metric));
        }
        table.print(out);
        stages(group);
        if (histogram != HistogramStyle.NONE) {
            for (Metric metric : group.metrics()) {
                if (isDrawn(metric, group)) {
                    out.println();
                    out.println(Printable.escape(metric.name()) + ":");
                    HistogramText.print(out, metric, histogram);
                }
            }
        }
    }

    /** The faults themselves, and what the input held as a histogram; the stages have their shares. */
    private static boolean isDrawn(Metric metric, Group group) {
        return switch (metric.name()) {
            case MetricName.FAULT_SYNC, MetricName.FAULT_ASYNC, MetricName.FSYNC -> true;
            default -> group.faults().total() == 0 && metric.octaves() == null;
        };
    }

    private String latency(double nanoseconds) {
        return unit == null ? LatencyUnit.formatFitting(nanoseconds) : unit.format(nanoseconds);
    }

    private String[] cells(Metric metric) {
        Distribution d = metric.distribution();
        String[] cells = new String[9];
        cells[0] = Printable.escape(metric.name());
        cells[1] = String.format(Locale.ROOT, "%,d", d.count());
        cells[2] = d.min() == Distribution.UNKNOWN ? "-" : latency(d.min());
        cells[3] = Double.isNaN(d.mean()) ? "-" : latency(d.mean());
        for (int i = 0; i < Quantiles.OF.length; i++) {
            cells[4 + i] = d.count() == 0 ? "-" : quantile(d.quantile(Quantiles.OF[i]));
        }
        cells[8] = d.max() == Distribution.UNKNOWN ? "-" : latency(d.max());
        return cells;
    }

    /** One number where the interval is narrow (a sixteenth), else both ends. */
    private String quantile(QuantileInterval q) {
        if (q.hi() == Distribution.OPEN) {
            return ">" + latency(q.lo());
        }
        if (q.lo() == Distribution.OPEN_BELOW) {
            return "<" + latency(q.hi());
        }
        if (q.hi() - q.lo() <= Math.max(1, q.lo() / 16)) {
            return latency(q.value());
        }
        LatencyUnit shown = unit == null ? LatencyUnit.fitting(q.hi()) : unit;
        return shown.format(q.lo()) + ".." + shown.format(q.hi()) + (unit == null ? shown.word() : "");
    }

    private void stages(Group group) {
        Map<String, Metric> metrics =
                group.metrics().stream().collect(Collectors.toMap(Metric::name, m -> m, (a, b) -> a));
        Metric sync = metrics.get(MetricName.FAULT_SYNC);
        if (sync == null || sync.distribution().sum() <= 0) {
            return;
        }
        double total = sync.distribution().sum();
        out.printf(
                Locale.ROOT,
                "stages of %,d sync faults, %s in all:%n",
                sync.distribution().count(),
                LatencyUnit.formatFitting(total));
        for (String stage : STAGES) {
            Metric metric = metrics.get(stage);
            String name = stage.substring(stage.indexOf('.') + 1);
            if (metric == null) {
                out.printf(Locale.ROOT, "  %-8s absent: the probes present do not tell%n", name);
                continue;
            }
            double share = metric.distribution().sum() / total;
            out.printf(
                    Locale.ROOT,
                    "  %-8s %5.1f %%  %12s  %s%n",
                    name,
                    100 * share,
                    LatencyUnit.formatFitting(metric.distribution().sum()),
                    "#".repeat((int) Math.round(Math.min(1, share) * BAR)));
        }
    }
}
