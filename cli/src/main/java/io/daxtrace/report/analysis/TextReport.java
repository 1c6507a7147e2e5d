package io.daxtrace.report.analysis;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Finding;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import io.daxtrace.report.HistogramStyle;
import io.daxtrace.report.LossText;
import io.daxtrace.report.MetricCells;
import io.daxtrace.report.StageShare;
import io.daxtrace.report.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The analysis as a person reads it: one screen. */
public final class TextReport {
    /** Columns that the name of a stage takes with its indent, and that of a part. */
    private static final int NAME = 10;

    private static final int PART_NAME = 14;
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
        out.println(LossText.state(analysis));
        for (Group group : analysis.groups()) {
            out.println();
            group(group, new MetricCells(unit, analysis.mostLost()));
        }
        new MomentsText(out, unit, analysis.mostLost()).print(analysis.moments());
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

    private void group(Group group, MetricCells cells) {
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
        table.row(row(unit == null ? "latency" : "latency, " + unit.word(), MetricCells.HEADINGS));
        for (Metric metric : group.metrics()) {
            table.row(row(Printable.escape(metric.name().text()), cells.of(metric.distribution())));
        }
        table.print(out);
        stages(group);
        for (Metric metric : group.metrics()) {
            if (histogram.draws(metric, group)) {
                out.println();
                out.println(Printable.escape(metric.name().text()) + ":");
                HistogramText.print(out, histogram.of(metric));
            }
        }
    }

    private static String[] row(String first, List<String> cells) {
        return Stream.concat(Stream.of(first), cells.stream()).toArray(String[]::new);
    }

    private void stages(Group group) {
        List<StageShare> stages = StageShare.of(group);
        if (stages.isEmpty()) {
            return;
        }
        Distribution sync = stages.get(0).syncFaults();
        out.printf(
                Locale.ROOT,
                "stages of %,d sync faults, %s in all:%n",
                sync.count(),
                LatencyUnit.formatFitting(sync.sum()));
        int width = stages.stream().allMatch(stage -> stage.parts().isEmpty()) ? NAME : PART_NAME;
        for (StageShare stage : stages) {
            if (stage.absent()) {
                out.printf(Locale.ROOT, "  %-8s absent: the probes present do not tell%n", stage.name());
                continue;
            }
            stage("  ", width, stage);
            stage.parts().forEach(part -> stage("    ", width, part));
        }
        Finding.of(List.of(group)).forEach(finding -> out.println("finding: " + finding.text()));
    }

    private void stage(String indent, int width, StageShare stage) {
        out.printf(
                Locale.ROOT,
                "%-" + width + "s %5.1f %%  %12s  %s%n",
                indent + stage.name(),
                100 * stage.share(),
                LatencyUnit.formatFitting(stage.sum()),
                "#".repeat((int) Math.round(Math.min(1, stage.share()) * BAR)));
    }
}
