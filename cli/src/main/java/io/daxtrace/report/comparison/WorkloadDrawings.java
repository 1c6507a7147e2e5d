package io.daxtrace.report.comparison;

import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.mathematics.Beside;
import io.daxtrace.compare.mathematics.Mean;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.Stages;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.distribution.Merge;
import io.daxtrace.report.page.Curve;
import io.daxtrace.report.page.CurvePlot;
import io.daxtrace.report.page.DataTable;
import io.daxtrace.report.page.Edges;
import io.daxtrace.report.page.Markup;
import io.daxtrace.report.page.Overlay;
import io.daxtrace.report.page.RowPlot;
import io.daxtrace.report.page.StackPlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** The drawings of one workload: of each metric ratios against bands, both sides, every run and the deciles; then the stages. */
final class WorkloadDrawings {
    private static final String BASE = "base";
    private static final String CANDIDATE = "candidate";

    private final Markup page;
    private final Comparison comparison;
    private final CellResult cell;

    WorkloadDrawings(Markup page, Comparison comparison, CellResult cell) {
        this.page = page;
        this.comparison = comparison;
        this.cell = cell;
    }

    void write() {
        List<MetricResult> drawn = cell.metrics().stream()
                .filter(metric -> !metric.statistics().isEmpty())
                .toList();
        drawn.stream().filter(MetricResult::gating).forEach(this::metric);
        stages();
        List<MetricResult> others =
                drawn.stream().filter(metric -> !metric.gating()).toList();
        if (!others.isEmpty()) {
            page.start("details", "class", "others");
            page.element(
                    "summary",
                    "drawings of "
                            + others.stream()
                                    .map(metric -> metric.name().text())
                                    .collect(Collectors.joining(", ")));
            others.forEach(this::metric);
            page.end();
        }
    }

    private void metric(MetricResult metric) {
        String name = metric.name().text();
        page.element("h3", name);
        page.start("div", "class", "plots");
        ratios(metric, name);
        runs(metric, name);
        Distribution base = all(metric.baseRuns());
        Distribution candidate = all(metric.candidateRuns());
        if (base != null && candidate != null) {
            List<Curve> sides = List.of(
                    new Curve(comparison.base(), BASE, base), new Curve(comparison.candidate(), CANDIDATE, candidate));
            figure("by percentile", () -> CurvePlot.percentiles(page, "percentile curves of " + name, sides));
            figure("by latency", () -> {
                Overlay.draw(page, "histograms of " + name, sides);
                sides.forEach(this::buckets);
            });
        }
        if (metric.beside() != null) {
            deciles(metric.beside(), name);
        }
        page.end();
    }

    private void figure(String caption, Runnable content) {
        page.start("figure");
        page.element("figcaption", caption);
        content.run();
        page.end();
    }

    /** Null where the runs' buckets do not fit together. */
    private static Distribution all(List<Distribution> runs) {
        Distribution all = Distribution.EMPTY;
        try {
            for (Distribution run : runs) {
                all = Merge.of(all, run);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
        return all;
    }

    private void buckets(Curve side) {
        Distribution d = side.distribution();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < d.buckets(); i++) {
            if (d.count(i) > 0) {
                rows.add(List.of(Edges.words(d, i), String.format(Locale.ROOT, "%,d", d.count(i))));
            }
        }
        DataTable.behind(page, "buckets of " + side.name(), List.of("latency", "count"), rows);
    }

    /** The numbers are in the table of the statistics. */
    private void ratios(MetricResult metric, String name) {
        List<RowPlot.Row> rows = new ArrayList<>();
        for (StatisticResult s : metric.statistics()) {
            rows.add(new RowPlot.Row(
                    s.statistic().name(),
                    ComparisonPage.kind(s.verdict()),
                    s.interval().low(),
                    s.interval().high(),
                    s.ratio(),
                    List.of(),
                    1 / (1 + s.band().relative()),
                    1 + s.band().relative()));
        }
        figure(
                "ratio and its 95 % interval, on the band",
                () -> new RowPlot(Math::log, ratioMarks(), rows, 1)
                        .draw(
                                page,
                                "ratios of " + name,
                                "A row a statistic: the ratio as a point, its interval as a line, the band shaded."));
    }

    private static List<RowPlot.Mark> ratioMarks() {
        List<RowPlot.Mark> marks = new ArrayList<>();
        for (double ratio : new double[] {
            1, 0.1, 10, 0.01, 100, 0.001, 1000, 0.5, 2, 0.2, 5, 0.8, 1.25, 0.67, 1.5, 0.9, 1.1, 0.95, 1.05
        }) {
            marks.add(new RowPlot.Mark(ratio, ratio == 1 ? "same" : ComparisonWords.change(ratio)));
        }
        return marks;
    }

    private void runs(MetricResult metric, String name) {
        List<RowPlot.Row> rows = new ArrayList<>();
        List<List<String>> numbers = new ArrayList<>();
        for (StatisticResult s : metric.statistics()) {
            String statistic = s.statistic().name();
            rows.add(RowPlot.Row.of(
                    statistic + " " + comparison.base(), BASE, s.base().values()));
            rows.add(RowPlot.Row.of(
                    statistic + " " + comparison.candidate(),
                    CANDIDATE,
                    s.candidate().values()));
            numbers.add(row(statistic + " " + comparison.base(), s.base().values()));
            numbers.add(
                    row(statistic + " " + comparison.candidate(), s.candidate().values()));
        }
        figure("every run", () -> {
            new RowPlot(Math::log, RowPlot.latencies(), rows, Double.NaN)
                    .draw(page, "runs of " + name, "A row a statistic and side, a dot a run.");
            List<String> headings = new ArrayList<>(List.of("statistic"));
            int most = numbers.stream().mapToInt(List::size).max().orElse(1);
            for (int run = 1; run < most; run++) {
                headings.add("run " + run);
            }
            DataTable.behind(page, "values of the runs", headings, numbers);
        });
    }

    private static List<String> row(String name, List<Double> values) {
        List<String> row = new ArrayList<>(List.of(name));
        values.forEach(value -> row.add(latency(value)));
        return row;
    }

    private static String latency(double nanoseconds) {
        return Double.isFinite(nanoseconds) ? LatencyUnit.formatFitting(nanoseconds) : "not bounded";
    }

    private void deciles(Beside beside, String name) {
        List<RowPlot.Row> rows = new ArrayList<>();
        List<List<String>> numbers = new ArrayList<>();
        for (Beside.Shift shift : beside.deciles()) {
            rows.add(new RowPlot.Row(
                    "p" + shift.decile(),
                    CANDIDATE,
                    shift.difference().low(),
                    shift.difference().high(),
                    shift.candidate() - shift.base(),
                    List.of(),
                    Double.NaN,
                    Double.NaN));
            numbers.add(List.of(
                    "p" + shift.decile(),
                    latency(shift.base()),
                    latency(shift.candidate()),
                    signed(shift.difference().low()),
                    signed(shift.difference().high())));
        }
        figure("shift of the deciles, all runs together", () -> {
            new RowPlot(DoubleUnaryOperator.identity(), shiftMarks(rows), rows, 0)
                    .draw(
                            page,
                            "shift of the deciles of " + name,
                            "A row a decile: candidate less base as a point, and where buckets hide it, its interval.");
            DataTable.behind(
                    page,
                    "deciles",
                    List.of("decile", comparison.base(), comparison.candidate(), "shift from", "to"),
                    numbers);
        });
    }

    private static String signed(double nanoseconds) {
        return (nanoseconds > 0 ? "+" : nanoseconds < 0 ? "-" : "") + latency(Math.abs(nanoseconds));
    }

    /** Round differences: thirds of the longest, cut to one digit. */
    private static List<RowPlot.Mark> shiftMarks(List<RowPlot.Row> rows) {
        double most = rows.stream()
                .flatMap(row -> List.of(row.lo(), row.hi()).stream())
                .filter(Double::isFinite)
                .mapToDouble(Math::abs)
                .max()
                .orElse(1);
        double digit = Math.pow(10, Math.floor(Math.log10(Math.max(3, most / 3))));
        double step = Math.max(1, Math.floor(most / 3 / digit) * digit);
        List<RowPlot.Mark> marks = new ArrayList<>();
        for (int i : new int[] {0, -2, 2, -1, 1, -3, 3}) {
            marks.add(new RowPlot.Mark(i * step, i == 0 ? "same" : signed(i * step)));
        }
        return marks;
    }

    private void stages() {
        if (cell.stages() == null
                || cell.stages().stages().stream()
                        .anyMatch(stage -> !(stage.result().statistic() instanceof Mean))) {
            return;
        }
        List<StackPlot.Piece> base = new ArrayList<>();
        List<StackPlot.Piece> candidate = new ArrayList<>();
        double ofBase = 0;
        double ofCandidate = 0;
        for (Stages.Stage stage : cell.stages().stages()) {
            String name = stage.metric().part();
            base.add(new StackPlot.Piece(
                    name, name, ofBase, stage.result().base().value()));
            candidate.add(new StackPlot.Piece(
                    name, name, ofCandidate, stage.result().candidate().value()));
            ofBase += stage.result().base().value();
            ofCandidate += stage.result().candidate().value();
        }
        page.start("figure", "class", "stages");
        page.element("figcaption", "stages of sync faults, by their means");
        StackPlot.draw(
                page,
                "stages of sync faults",
                "A bar a side: the means of the stages, one after the other, on one axis.",
                List.of(
                        new StackPlot.Bar(comparison.base() + ", " + latency(ofBase), base),
                        new StackPlot.Bar(comparison.candidate() + ", " + latency(ofCandidate), candidate)),
                Math.max(ofBase, ofCandidate));
        page.start("table", "class", "shares");
        DataTable.head(
                page,
                List.of(
                        "stage",
                        comparison.base(),
                        comparison.candidate(),
                        "change",
                        "difference",
                        "share of differences"));
        page.start("tbody");
        cell.stages().stages().forEach(stage -> stage(stage, "stage"));
        cell.stages().parts().forEach(stage -> stage(stage, "part"));
        page.end();
        page.end();
        printableSentence();
        page.end();
    }

    private void printableSentence() {
        page.start("p");
        page.printable(ComparisonStages.sentence(cell.stages()));
        page.end();
    }

    private void stage(Stages.Stage stage, String kind) {
        String name = stage.metric().part();
        page.start("tr", "class", kind);
        page.element("th", name, "scope", "row", "class", kind.equals("stage") ? name : "");
        page.element("td", ComparisonWords.value(stage.result().base()));
        page.element("td", ComparisonWords.value(stage.result().candidate()));
        page.element("td", ComparisonWords.change(stage.result().ratio()));
        page.element("td", signed(stage.difference()));
        page.element("td", Double.isNaN(stage.share()) ? "-" : Edges.share(stage.share()));
        page.end();
    }
}
