package io.daxtrace.report.analysis;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.distribution.QuantileInterval;
import io.daxtrace.report.HistogramStyle;
import io.daxtrace.report.MetricCells;
import io.daxtrace.report.ReportedQuantile;
import io.daxtrace.report.StageShare;
import io.daxtrace.report.page.Curve;
import io.daxtrace.report.page.CurvePlot;
import io.daxtrace.report.page.DataTable;
import io.daxtrace.report.page.Edges;
import io.daxtrace.report.page.HistogramPlot;
import io.daxtrace.report.page.LogAxis;
import io.daxtrace.report.page.Markup;
import io.daxtrace.report.page.Overlay;
import io.daxtrace.report.page.StackPlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One group on the page: its faults by kind, its latencies, where the time of sync faults went, its histograms. */
final class GroupSection {
    private static final int SPAN_WIDTH = 200;
    private static final int SPAN_HEIGHT = 16;
    /** The quantiles between which a span is drawn thick: p50 and p99. */
    private static final double FROM = ReportedQuantile.P50.fraction();

    private static final double TO = ReportedQuantile.P99.fraction();
    /** How far below the least p50 the spans' axis starts. */
    private static final double FURTHEST_BELOW = 100;

    private final Markup page;
    private final HistogramStyle histogram;
    private final LatencyUnit unit;
    private final MetricCells cells;
    private final long lost;
    private final boolean brief;

    /**
     * @param lost at most how many latencies are missing from each metric
     * @param brief whether to draw no more than tells groups apart
     */
    GroupSection(Markup page, HistogramStyle histogram, LatencyUnit unit, long lost, boolean brief) {
        this.page = page;
        this.brief = brief;
        this.histogram = histogram;
        this.unit = unit;
        cells = new MetricCells(unit, lost);
        this.lost = lost;
    }

    static String title(Group group) {
        return group.key().entrySet().stream()
                .map(key -> key.getKey() + "=" + key.getValue())
                .collect(Collectors.joining(" "));
    }

    void write(Group group, String id) {
        page.start("section", "id", id, "class", "group");
        if (!group.key().isEmpty()) {
            page.element("h2", title(group));
        }
        if (group.faults().total() > 0 || group.metrics().isEmpty()) {
            faults(group.faults());
        }
        if (!group.metrics().isEmpty()) {
            metrics(group.metrics());
            stages(StageShare.of(group));
            plots(group);
        }
        page.end();
    }

    private void faults(FaultCounts faults) {
        page.start("dl", "class", "counts");
        count("faults", faults.total(), "main");
        count("sync", faults.sync(), "main");
        count("async", faults.async(), "main");
        count("failed", faults.failed(), faults.failed() == 0 ? "main" : "main bad");
        count("pte", faults.pte(), "");
        count("pmd", faults.pmd(), "");
        count("fallbacks", faults.fallbacks(), "");
        count("retries", faults.retries(), "");
        page.end();
    }

    private void count(String name, long count, String kind) {
        page.start("div", "class", kind);
        page.element("dt", name);
        page.element("dd", String.format(Locale.ROOT, "%,d", count));
        page.end();
    }

    private void metrics(List<Metric> metrics) {
        LogAxis axis = spans(metrics);
        DataTable.startWide(page, "latencies");
        page.start("table");
        page.start("thead");
        page.start("tr");
        page.element("th", unit == null ? "latency" : "latency, " + unit.word(), "scope", "col");
        for (String heading : MetricCells.HEADINGS) {
            page.element("th", heading, "scope", "col");
        }
        page.element("th", "min to max, p50 to p99 thick", "scope", "col", "class", "span");
        page.end();
        page.end();
        page.start("tbody");
        for (Metric metric : metrics) {
            page.start("tr");
            page.element("th", metric.name().text(), "scope", "row");
            List<String> texts = cells.of(metric.distribution());
            for (int i = 0; i < texts.size(); i++) {
                cell(texts.get(i), interval(metric.distribution(), i));
            }
            page.start("td", "class", "span");
            span(metric.distribution(), axis);
            page.end();
            page.end();
        }
        page.end();
        page.end();
        page.end();
    }

    /** @param tip shown where the pointer is, or null */
    private void cell(String text, String tip) {
        if (tip == null) {
            page.element("td", text);
        } else {
            page.element("td", text, "title", tip);
        }
    }

    /** What is known exactly of the number in a cell: a quantile's interval, the nanoseconds of min, max and average. */
    private String interval(Distribution d, int cell) {
        int nth = cell - MetricCells.FIRST_QUANTILE;
        if (nth >= 0 && nth < ReportedQuantile.values().length) {
            if (d.count() == 0) {
                return null;
            }
            ReportedQuantile quantile = ReportedQuantile.values()[nth];
            QuantileInterval q = d.quantile(quantile.fraction(), lost);
            if (q.lo() == Distribution.OPEN_BELOW && q.hi() == Distribution.OPEN) {
                return "too many latencies were lost to say where " + quantile.word() + " lies";
            }
            return quantile.word() + " lies in " + Edges.interval(q.lo(), q.hi());
        }
        long exact = switch (MetricCells.HEADINGS.get(cell)) {
            case "min" -> d.min();
            case "max" -> d.max();
            default -> Distribution.UNKNOWN;
        };
        return exact == Distribution.UNKNOWN ? null : String.format(Locale.ROOT, "%,d ns", exact);
    }

    /** One axis for all metrics, so that they can be compared by eye. A 0 has no place on it. */
    private static LogAxis spans(List<Metric> metrics) {
        double lowest = Double.MAX_VALUE;
        double highest = 1;
        for (Metric metric : metrics) {
            Distribution d = metric.distribution();
            if (isSpan(d)) {
                lowest = Math.min(
                        lowest, Math.max(Math.max(1, d.min()), d.quantile(FROM).value() / FURTHEST_BELOW));
                highest = Math.max(highest, d.max());
            }
        }
        return new LogAxis(Math.min(lowest, highest / 2), highest, 1, SPAN_WIDTH - 2);
    }

    private static boolean isSpan(Distribution d) {
        return d.min() != Distribution.UNKNOWN && d.max() != Distribution.UNKNOWN && d.count() > 0;
    }

    private void span(Distribution d, LogAxis axis) {
        if (!isSpan(d)) {
            return;
        }
        double middle = SPAN_HEIGHT / 2.0;
        double from = axis.at(d.quantile(FROM).value());
        page.start(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + SPAN_WIDTH + " " + SPAN_HEIGHT,
                "aria-hidden",
                "true");
        page.empty(
                "line",
                "class",
                "range",
                "x1",
                at(axis.at(d.min())),
                "x2",
                at(axis.at(d.max())),
                "y1",
                at(middle),
                "y2",
                at(middle));
        page.empty(
                "rect",
                "class",
                "bar",
                "x",
                at(from),
                "y",
                at(middle - 3),
                "width",
                at(Math.max(1.5, axis.at(d.quantile(TO).value()) - from)),
                "height",
                "6");
        page.empty("rect", "class", "middle", "x", at(from - 1), "y", at(middle - 6), "width", "2", "height", "12");
        page.end();
    }

    private static String at(double position) {
        return String.format(Locale.ROOT, "%.1f", position);
    }

    private void stages(List<StageShare> stages) {
        if (stages.isEmpty()) {
            return;
        }
        Distribution faults = stages.get(0).syncFaults();
        page.start("figure", "class", "stages");
        page.start("figcaption");
        page.element("b", "stages");
        page.text(String.format(
                Locale.ROOT,
                " of %,d sync faults, %s in all",
                faults.count(),
                LatencyUnit.formatFitting(faults.sum())));
        page.end();
        StackPlot.draw(
                page,
                "stages of sync faults",
                "A bar of the stages by their share of the time of all sync faults, and below it the parts of those"
                        + " that were followed.",
                bars(stages),
                1);
        page.start("table", "class", "shares");
        DataTable.head(page, List.of("stage", "share", "in all"));
        page.start("tbody");
        for (StageShare stage : stages) {
            share(stage, stage.name(), "stage");
            stage.parts().forEach(part -> share(part, stage.name() + "." + part.name(), "part"));
        }
        page.end();
        page.end();
        page.end();
    }

    private static List<StackPlot.Bar> bars(List<StageShare> stages) {
        List<StackPlot.Piece> whole = new ArrayList<>();
        List<StackPlot.Piece> parts = new ArrayList<>();
        double from = 0;
        for (StageShare stage : stages) {
            if (stage.absent()) {
                continue;
            }
            whole.add(new StackPlot.Piece(stage.name(), stage.name(), from, stage.share()));
            double fromPart = from;
            for (StageShare part : stage.parts()) {
                parts.add(new StackPlot.Piece(part.name(), stage.name() + " part", fromPart, part.share()));
                fromPart += part.share();
            }
            from += stage.share();
        }
        return parts.isEmpty()
                ? List.of(new StackPlot.Bar("", whole))
                : List.of(new StackPlot.Bar("", whole), new StackPlot.Bar("", parts));
    }

    private void share(StageShare share, String name, String kind) {
        page.start("tr", "class", kind);
        page.element("th", name, "scope", "row", "class", kind.equals("stage") ? share.name() : "");
        if (share.absent()) {
            page.element("td", "absent: the probes present do not tell", "colspan", "2");
        } else {
            page.element("td", Edges.share(share.share()));
            page.element("td", LatencyUnit.formatFitting(share.sum()));
        }
        page.end();
    }

    /** Of what is asked about most at once, of the other metrics where somebody looks. */
    private void plots(Group group) {
        List<Metric> first = new ArrayList<>();
        List<Metric> others = new ArrayList<>();
        for (Metric metric : group.metrics()) {
            if (metric.distribution().count() > 0 && histogram != HistogramStyle.NONE) {
                (histogram.draws(metric, group) ? first : others).add(metric);
            }
        }
        first.forEach(metric -> plots(metric, group));
        if (!others.isEmpty() && !brief) {
            page.start("details", "class", "others");
            page.element(
                    "summary",
                    "drawings of "
                            + others.stream()
                                    .map(metric -> metric.name().text())
                                    .collect(Collectors.joining(", ")));
            others.forEach(metric -> plots(metric, group));
            page.end();
        }
    }

    private void plots(Metric metric, Group group) {
        String of = metric.name().text() + (group.key().isEmpty() ? "" : " of " + title(group));
        page.start("div", "class", "plots");
        page.start("figure");
        Distribution buckets = brief ? Overlay.coarse(histogram.of(metric)) : histogram.of(metric);
        caption(metric, String.format(Locale.ROOT, " %,d by latency", buckets.count()));
        new HistogramPlot(page, buckets).draw("histogram of " + of, metric.distribution(), lost);
        table(buckets);
        page.end();
        List<Curve> curve = List.of(new Curve(metric.name().text(), "base", metric.distribution()));
        page.start("figure");
        caption(metric, " cumulative");
        CurvePlot.cumulative(page, "cumulative curve of " + of, curve);
        page.end();
        page.start("figure");
        caption(metric, " by percentile");
        CurvePlot.percentiles(page, "percentile curve of " + of, curve);
        percentiles(metric.distribution());
        page.end();
        page.end();
    }

    private void caption(Metric metric, String what) {
        page.start("figcaption");
        page.element("b", metric.name().text());
        page.text(what);
        page.end();
    }

    private void percentiles(Distribution d) {
        List<List<String>> rows = new ArrayList<>();
        for (ReportedQuantile quantile : ReportedQuantile.values()) {
            rows.add(List.of(quantile.word(), cells.quantile(d, quantile.fraction())));
        }
        DataTable.behind(page, "percentiles", List.of("percentile", "latency"), rows);
    }

    private void table(Distribution buckets) {
        List<List<String>> rows = new ArrayList<>();
        long upTo = 0;
        for (int i = 0; i < buckets.buckets(); i++) {
            if (buckets.count(i) != 0) {
                upTo += buckets.count(i);
                rows.add(List.of(
                        Edges.words(buckets, i),
                        String.format(Locale.ROOT, "%,d", buckets.count(i)),
                        Edges.share((double) buckets.count(i) / buckets.count()),
                        Edges.share((double) upTo / buckets.count())));
            }
        }
        DataTable.behind(page, "buckets", List.of("latency", "count", "share", "so far"), rows);
    }
}
