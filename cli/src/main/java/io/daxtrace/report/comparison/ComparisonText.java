package io.daxtrace.report.comparison;

import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.mathematics.Beside;
import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.MixMeasure;
import io.daxtrace.compare.verdicts.MixResult;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Printable;
import io.daxtrace.report.TextTable;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All of a comparison as a person reads it: a table a workload with both sides next to each other, then a sentence a metric. */
final class ComparisonText {
    private static final String[] HEADINGS = {"metric", "", "", "", "ratio", "95 % interval", "verdict", "runs", ""};

    private final PrintWriter out;
    private final Footnotes footnotes = new Footnotes();
    private final Comparison comparison;
    private final RunNames names;

    private ComparisonText(PrintWriter out, Comparison comparison) {
        this.out = out;
        this.comparison = comparison;
        names = RunNames.of(comparison);
    }

    /** Prints and flushes. */
    static void print(Comparison comparison, PrintWriter out) {
        new ComparisonText(out, comparison).print();
        out.flush();
    }

    private void print() {
        for (CellResult cell : comparison.cells()) {
            cell(cell);
            out.println();
        }
        footnotes.print(out);
        comparison.notes().forEach(note -> out.println("note: " + Printable.escape(note)));
        out.println(conclusion());
    }

    private void cell(CellResult cell) {
        if (!cell.key().isEmpty()) {
            out.println(ComparisonWords.key(cell.key()));
        }
        if (cell.metrics().isEmpty()) {
            out.println("  no latencies of what is compared, on either side");
            return;
        }
        side(comparison.base(), cell.baseRuns());
        side(comparison.candidate(), cell.candidateRuns());
        TextTable rows = new TextTable("llrrrrlrl");
        String[] headings = HEADINGS.clone();
        headings[2] = Printable.escape(comparison.base());
        headings[3] = Printable.escape(comparison.candidate());
        rows.row(headings);
        cell.metrics().forEach(metric -> rows(metric, rows));
        rows.print(out);
        for (MetricResult metric : cell.metrics()) {
            if (metric.noData() == null) {
                out.println(sentence(metric));
                beside(metric);
            }
        }
        if (cell.stages() != null) {
            out.println("Stages of sync faults, by their means: " + ComparisonStages.sentence(cell.stages()));
        }
        mix(cell);
        cell.notes().forEach(note -> out.println("note: " + Printable.escape(note)));
    }

    private void mix(CellResult cell) {
        if (cell.mix().results().isEmpty()) {
            return;
        }
        out.println("Beside latency, which explains and does not decide:");
        TextTable rows = new TextTable("lrrrrl");
        for (MixResult result : cell.mix().results()) {
            MixMeasure measure = result.measure();
            rows.row(
                    measure.name(),
                    MixWords.amount(measure, result.base()),
                    MixWords.amount(measure, result.candidate()),
                    MixWords.change(measure, result.change()),
                    MixWords.interval(measure, result.interval()),
                    MixWords.verdict(result));
        }
        rows.print(out);
        String explanation = MixWords.explanation(cell);
        if (!explanation.isEmpty()) {
            out.println(explanation + ".");
        }
    }

    private void side(String name, List<String> runs) {
        String first = runs.isEmpty() ? "" : ": " + Printable.escape(names.of(runs.get(0)));
        out.println("  " + Printable.escape(name) + ": " + runs.size() + (runs.size() == 1 ? " run" : " runs") + first
                + (runs.size() > 1 ? ", ..." : ""));
    }

    private void rows(MetricResult metric, TextTable rows) {
        String name = Printable.escape(metric.name().text());
        if (metric.noData() != null) {
            rows.row(
                    name,
                    "",
                    "",
                    "",
                    "",
                    "",
                    ComparisonWords.verdict(Verdict.NO_DATA, null, comparison.across()),
                    "",
                    footnotes.mark(Printable.escape(metric.noData().words())));
            return;
        }
        for (StatisticResult s : metric.statistics()) {
            rows.row(
                    name,
                    s.statistic().name(),
                    ComparisonWords.withSpread(s.base()),
                    ComparisonWords.withSpread(s.candidate()),
                    ComparisonWords.change(s.ratio()),
                    ComparisonWords.interval(s.interval()),
                    ComparisonWords.verdict(s.verdict(), s.reason(), comparison.across()),
                    s.runsToDecide() == null ? "" : ComparisonWords.shortRuns(s.runsToDecide()),
                    marks(metric, s));
            name = "";
        }
    }

    private String marks(MetricResult metric, StatisticResult s) {
        StringBuilder marks = new StringBuilder();
        String spread = ComparisonWords.ofSpread(s);
        if (!spread.isEmpty()) {
            marks.append(footnotes.mark(spread));
        }
        if (s.runsToDecide() != null && s.runsToDecide().latencies() > 0) {
            marks.append(footnotes.mark(String.format(
                    Locale.ROOT,
                    "*: of %,d latencies or more each, if they scatter as these do",
                    s.runsToDecide().latencies())));
        }
        if (!s.gating()) {
            marks.append(footnotes.mark(
                    metric.gating()
                            ? "too few values beyond the quantile: shown, but does not decide"
                            : "does not decide: explains the fault it is part of, or repeats a metric above"));
        }
        if (s.outlier() != null) {
            marks.append(footnotes.mark(ComparisonWords.outlier(metric.name(), s, comparison, names)));
        }
        if (s.verdict() == Verdict.INCONCLUSIVE && s.changed()) {
            marks.append(footnotes.mark("there is a difference, but it is not shown to be larger than the band"));
        }
        return marks.toString();
    }

    /** What was found first of all, then what is left open. */
    private String sentence(MetricResult metric) {
        StatisticResult found = metric.statistics().stream()
                .min(Comparator.comparing((StatisticResult s) -> !s.gating() && metric.gating())
                        .thenComparing(ComparisonText::weight))
                .orElseThrow();
        String open = metric.statistics().stream()
                .filter(s -> !s.equals(found) && s.verdict() == Verdict.INCONCLUSIVE)
                .map(s -> s.statistic().name() + " (" + s.reason().word() + ")")
                .collect(Collectors.joining(", "));
        return ComparisonWords.sentence(
                        metric.name(), found, comparison.base(), comparison.candidate(), comparison.across())
                + (open.isEmpty() ? "" : " Undecided: " + open + ".");
    }

    private static int weight(StatisticResult s) {
        return switch (s.verdict()) {
            case REGRESSED -> 0;
            case IMPROVED -> 1;
            default -> 2;
        };
    }

    private void beside(MetricResult metric) {
        Beside beside = metric.beside();
        if (beside == null || !metric.gating()) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "  beside: A12 %s, Kolmogorov-Smirnov distance %s, Wasserstein distance %s%n",
                number(beside.a12()),
                number(beside.kolmogorov()),
                latency(beside.wasserstein()));
    }

    private static String number(Interval interval) {
        return interval.high() - interval.low() < 0.001
                ? String.format(Locale.ROOT, "%.3f", interval.low())
                : String.format(Locale.ROOT, "%.3f to %.3f", interval.low(), interval.high());
    }

    private static String latency(Interval interval) {
        if (Double.isInfinite(interval.high())) {
            return "at least " + LatencyUnit.formatFitting(interval.low());
        }
        String high = LatencyUnit.formatFitting(interval.high());
        return interval.high() - interval.low() < 1 ? high : LatencyUnit.formatFitting(interval.low()) + " to " + high;
    }

    private String conclusion() {
        if (comparison.across()) {
            return "Workloads are compared with each other: nothing is judged.";
        }
        return switch (comparison.verdict()) {
            case REGRESSED -> "REGRESSED.";
            case NO_DATA -> "No regression found, but not everything could be compared.";
            case INCONCLUSIVE -> "No regression found, but not everything could be decided.";
            case IMPROVED -> "No regression; some of it improved.";
            case EQUIVALENT -> "The same, within the thresholds.";
        };
    }
}
