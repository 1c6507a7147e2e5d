package io.daxtrace.report.comparison;

import io.daxtrace.compare.Answer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.Outlier;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.event.Printable;
import io.daxtrace.report.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is not equivalent, below the answer: of each metric that decides the statistic that stands for its verdict, the stages
 * of the fault, what has no data and why, and the notes.
 */
final class ComparisonDetails {
    private static final String INDENT = "  ";

    private final Comparison comparison;
    private final WorkloadNames names;
    private final PrintWriter out;
    private final Footnotes footnotes = new Footnotes();
    private final RunNames runs;

    private ComparisonDetails(Comparison comparison, PrintWriter out) {
        this.comparison = comparison;
        this.out = out;
        names = new WorkloadNames(comparison);
        runs = RunNames.of(comparison);
    }

    /**
     * Prints and flushes.
     *
     * @param titled whether the comparison is one of several, and has to be named
     */
    static void print(Comparison comparison, boolean titled, PrintWriter out) {
        new ComparisonDetails(comparison, out).print(titled);
        out.flush();
    }

    private void print(boolean titled) {
        List<CellResult> cells = Answer.of(comparison).workloads().stream()
                .filter(workload -> workload.verdict() != null && workload.verdict() != Verdict.EQUIVALENT)
                .map(Answer.Workload::cell)
                .toList();
        List<String> lines = new ArrayList<>();
        cells.forEach(cell -> lines.addAll(lines(cell)));
        comparison.cells().forEach(cell -> lines.addAll(mix(cell)));
        outliers(cells).ifPresent(lines::add);
        comparison
                .cells()
                .forEach(cell ->
                        cell.notes().forEach(note -> lines.add("note: " + prefix(cell) + Printable.escape(note))));
        comparison.notes().forEach(note -> lines.add("note: " + Printable.escape(note)));
        boolean rows = cells.stream().anyMatch(cell -> cell.metrics().stream().anyMatch(ComparisonDetails::isShown));
        if (!rows && lines.isEmpty()) {
            return;
        }
        out.println();
        if (titled) {
            out.println(
                    Printable.escape(comparison.candidate()) + " against " + Printable.escape(comparison.base()) + ":");
        }
        if (rows) {
            TextTable inline = table(cells, true);
            (inline.width() > AnswerText.WIDTH ? table(cells, false) : inline).print(out);
        }
        lines.forEach(line -> Paragraph.print(line, AnswerText.WIDTH, out));
        footnotes.print(out);
    }

    private static boolean isShown(MetricResult metric) {
        return metric.gating() && metric.noData() == null && metric.verdict() != Verdict.EQUIVALENT;
    }

    /** @param inline whether the workload is a column, else a line above its rows */
    private TextTable table(List<CellResult> cells, boolean inline) {
        boolean oneMetric = cells.stream()
                        .flatMap(cell -> cell.metrics().stream())
                        .filter(ComparisonDetails::isShown)
                        .map(MetricResult::name)
                        .distinct()
                        .count()
                == 1;
        TextTable table = new TextTable("llrrrrll");
        table.row(
                inline ? names.heading() : "",
                "",
                Printable.escape(comparison.base()),
                Printable.escape(comparison.candidate()),
                "change",
                "95 % interval",
                "",
                "");
        for (CellResult cell : cells) {
            boolean named = false;
            for (MetricResult metric : cell.metrics()) {
                if (!isShown(metric)) {
                    continue;
                }
                if (!inline && !named) {
                    table.line(names.inSentence(cell));
                    named = true;
                }
                StatisticResult s = metric.leading();
                String name = s.statistic().name();
                table.row(
                        inline ? names.inTable(cell) : "",
                        (inline ? "" : INDENT)
                                + (oneMetric
                                        ? ""
                                        : Printable.escape(metric.name().text()) + " ")
                                + name,
                        narrow(ComparisonWords.withSpread(s.base())),
                        narrow(ComparisonWords.withSpread(s.candidate())),
                        narrow(ComparisonWords.change(s.ratio())),
                        narrow(ComparisonWords.interval(s.interval())),
                        ComparisonWords.shortVerdict(s, comparison.across()),
                        mark(s));
            }
        }
        return table;
    }

    /** A space less before each percent sign. */
    private static String narrow(String text) {
        return text.replace(" %", "%");
    }

    private String mark(StatisticResult s) {
        String spread = ComparisonWords.ofSpread(s);
        return spread.isEmpty() ? "" : footnotes.mark(spread);
    }

    private List<String> lines(CellResult cell) {
        List<String> lines = new ArrayList<>();
        for (MetricResult metric : cell.metrics()) {
            if (metric.noData() != null) {
                lines.add(prefix(cell) + Printable.escape(metric.name().text()) + " no data: "
                        + Printable.escape(metric.noData().words()));
            }
        }
        if (cell.stages() != null) {
            lines.add(prefix(cell) + "stages of sync faults, by their means: "
                    + ComparisonStages.sentence(cell.stages()));
        }
        return lines;
    }

    /** Which changes one run makes or hides: what the verdict would be without it. */
    private Optional<String> outliers(List<CellResult> cells) {
        List<String> found = new ArrayList<>();
        for (CellResult cell : cells) {
            for (MetricResult metric : cell.metrics()) {
                Map<String, List<String>> statistics = new LinkedHashMap<>();
                for (StatisticResult s : metric.statistics()) {
                    Outlier outlier = s.outlier();
                    boolean decides = metric.gating() && s.gating() && outlier != null;
                    if (decides && isChange(s.verdict()) != isChange(outlier.verdictWithout())) {
                        String without = ComparisonWords.verdict(outlier.verdictWithout(), null, comparison.across())
                                + " without " + Printable.escape(runs.brief(outlier.run()));
                        statistics
                                .computeIfAbsent(without, w -> new ArrayList<>())
                                .add(s.statistic().name());
                    }
                }
                String name = prefix(cell) + Printable.escape(metric.name().text()) + " ";
                statistics.forEach((without, of) ->
                        found.add(name + ComparisonWords.listed(of) + (of.size() == 1 ? " is " : " are ") + without));
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of("outliers: " + String.join("; ", found));
    }

    private static boolean isChange(Verdict verdict) {
        return verdict == Verdict.REGRESSED || verdict == Verdict.IMPROVED;
    }

    /** What else changed, be the latencies equivalent or not. */
    private List<String> mix(CellResult cell) {
        List<String> lines = new ArrayList<>();
        String explanation = MixWords.explanation(cell);
        if (!explanation.isEmpty()) {
            lines.add(prefix(cell) + explanation);
        }
        String changed = MixWords.changed(cell);
        if (!changed.isEmpty()) {
            lines.add(prefix(cell) + "beside latency: " + changed);
        }
        return lines;
    }

    private String prefix(CellResult cell) {
        String name = names.inSentence(cell);
        return name.isEmpty() ? "" : name + ": ";
    }
}
