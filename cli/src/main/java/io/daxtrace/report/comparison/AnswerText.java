package io.daxtrace.report.comparison;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.Answer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.RunsToDecide;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.event.Printable;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer as a person reads it first: a sentence, what was compared, and one table. */
final class AnswerText {
    /** How wide a line is at most, where names allow it. */
    static final int WIDTH = 100;

    private final Comparison comparison;
    private final Answer answer;
    private final WorkloadNames names;
    private final PrintWriter out;

    private AnswerText(Comparison comparison, PrintWriter out) {
        this.comparison = comparison;
        this.out = out;
        answer = Answer.of(comparison);
        names = new WorkloadNames(comparison);
    }

    /** Prints and flushes. */
    static void print(Comparison comparison, PrintWriter out) {
        new AnswerText(comparison, out).print();
        out.flush();
    }

    private void print() {
        paragraph(AnswerSentence.of(comparison, answer));
        paragraph(sides());
        AnswerTable table = new AnswerTable(comparison, answer, names);
        if (!table.isEmpty()) {
            paragraph(legend(table.onlyMetric()));
            table.print(out, WIDTH);
        }
        marks();
        tooShort();
        if (answer.workloads().stream().allMatch(workload -> workload.verdict() == null)) {
            paragraph("Stages and the like explain and do not decide: name them with --metric, and they do.");
        }
    }

    private String sides() {
        int[] base = numbers(CellResult::baseRuns);
        int[] candidate = numbers(CellResult::candidateRuns);
        boolean same = Arrays.equals(base, candidate);
        String common = names.common();
        return side(comparison.base(), CellResult::baseRuns) + (same ? "" : ", " + runs(base)) + "; "
                + side(comparison.candidate(), CellResult::candidateRuns)
                + (same ? "; " + runs(base) + " a side" : ", " + runs(candidate))
                + (common.isEmpty() ? "" : "; " + common);
    }

    private String side(String name, Function<CellResult, List<String>> runs) {
        List<String> sources = comparison.cells().stream()
                .flatMap(cell -> runs.apply(cell).stream())
                .toList();
        return Printable.escape(name) + ": "
                + Printable.escape(RunNames.of(comparison).side(sources));
    }

    /** The fewest and the most runs that a workload has on a side. */
    private int[] numbers(Function<CellResult, List<String>> runs) {
        IntSummaryStatistics numbers = comparison.cells().stream()
                .mapToInt(cell -> runs.apply(cell).size())
                .summaryStatistics();
        return new int[] {numbers.getMin(), numbers.getMax()};
    }

    private static String runs(int[] numbers) {
        return (numbers[0] == numbers[1] ? "" : numbers[0] + " to ")
                + numbers[1]
                + (numbers[1] == 1 ? " run" : " runs");
    }

    private String legend(MetricName metric) {
        boolean open =
                statistics(MetricResult::gating, StatisticResult::gating).anyMatch(s -> s.runsToDecide() != null);
        return (metric == null ? "Verdict" : Printable.escape(metric.text()) + ": verdict")
                + " and change"
                + (open ? "; a number behind a reason: the runs a side that would decide it" : "");
    }

    private void marks() {
        List<StatisticResult> open =
                statistics(MetricResult::gating, s -> s.runsToDecide() != null).toList();
        if (open.stream().anyMatch(s -> s.runsToDecide().spread() == RunsToDecide.Spread.ASSUMED)) {
            paragraph(String.format(
                    Locale.ROOT,
                    "?: with fewer than three runs a side, how runs differ is not known; the number holds if it is by the"
                            + " assumed %.3g %% (--run-noise)",
                    100 * comparison.runNoise()));
        }
        if (open.stream().anyMatch(s -> s.runsToDecide().spread() == RunsToDecide.Spread.UNKNOWN)) {
            paragraph("? alone: too few latencies in too few runs to tell how many would decide it");
        }
        List<String> longer = open.stream()
                .filter(StatisticResult::gating)
                .filter(s -> s.runsToDecide().latencies() > 0)
                .map(s -> String.format(
                        Locale.ROOT,
                        "%,d for %s",
                        s.runsToDecide().latencies(),
                        s.statistic().name()))
                .distinct()
                .toList();
        if (!longer.isEmpty()) {
            paragraph("*: runs of more latencies than these, at least " + String.join(", ", longer));
        }
    }

    /** Statistics that lie so far out that they decide nothing here: they have no column. */
    private void tooShort() {
        Set<String> deciding = statistics(MetricResult::gating, StatisticResult::gating)
                .map(s -> s.statistic().name())
                .collect(Collectors.toSet());
        List<StatisticResult> far = statistics(MetricResult::gating, s -> !s.gating() && s.runsToDecide() != null)
                .toList();
        Set<String> shown = new LinkedHashSet<>();
        for (StatisticResult s : far) {
            String name = s.statistic().name();
            if (!deciding.contains(name) && shown.add(name)) {
                List<RunsToDecide> needed = far.stream()
                        .filter(other -> other.statistic().equals(s.statistic()))
                        .map(StatisticResult::runsToDecide)
                        .toList();
                paragraph(String.format(
                        Locale.ROOT,
                        "%s decides nowhere (tail-n): it takes %,d latencies a run, and then %s",
                        name,
                        needed.get(0).latencies(),
                        range(needed)));
            }
        }
    }

    private static String range(List<RunsToDecide> all) {
        List<Integer> runs = all.stream()
                .filter(needed -> needed.spread() != RunsToDecide.Spread.UNKNOWN)
                .map(needed -> needed.runs() == 0 ? Integer.MAX_VALUE : needed.runs())
                .sorted()
                .toList();
        if (runs.isEmpty()) {
            return "a number of runs that cannot be known from so few";
        }
        int least = runs.get(0);
        int most = runs.get(runs.size() - 1);
        return (least == most ? "" : least + " to ") + ComparisonWords.atMost(most == Integer.MAX_VALUE ? 0 : most)
                + " runs a side";
    }

    private Stream<StatisticResult> statistics(Predicate<MetricResult> ofMetrics, Predicate<StatisticResult> of) {
        return comparison.cells().stream()
                .flatMap(cell -> cell.metrics().stream())
                .filter(ofMetrics)
                .flatMap(metric -> metric.statistics().stream())
                .filter(of);
    }

    private void paragraph(String text) {
        Paragraph.print(text, WIDTH, out);
    }
}
