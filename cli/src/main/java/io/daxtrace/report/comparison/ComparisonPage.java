package io.daxtrace.report.comparison;

import io.daxtrace.compare.Answer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.report.page.DataTable;
import io.daxtrace.report.page.Markup;
import io.daxtrace.report.page.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** Comparisons as a page: the answer, its table, each workload with its drawings, and last what was compared and lost. */
final class ComparisonPage {
    private static final String FOOTER =
            ". A verdict is where the 95 % interval of the ratio, candidate / base, lies against the band: beyond it, within it,"
                    + " or neither. A value is the geometric mean of its runs'. Curves and histograms are of all runs of a side"
                    + " together; curves are exact at the edges of buckets, and straight between them.";

    private final Markup page;
    private final Comparison comparison;
    private final Answer answer;
    private final WorkloadNames names;

    private ComparisonPage(Markup page, Comparison comparison) {
        this.page = page;
        this.comparison = comparison;
        answer = Answer.of(comparison);
        names = new WorkloadNames(comparison);
    }

    /** Writes all comparisons of one invocation, and flushes. */
    static void write(List<Comparison> comparisons, String version, Writer out) throws IOException {
        Page.write(
                "daxtrace: comparison",
                "Latencies of two sides compared",
                "daxtrace " + version + FOOTER,
                new PrintWriter(out),
                page -> {
                    comparisons.forEach(comparison -> new ComparisonPage(page, comparison).answer());
                    comparisons.forEach(comparison -> new ComparisonPage(page, comparison).workloads());
                    comparisons.forEach(comparison -> new ComparisonPage(page, comparison).compared());
                });
    }

    private void answer() {
        page.start("div", "class", "answer");
        printable("p", AnswerSentence.of(comparison, answer));
        if (!comparison.complete()) {
            page.element("p", "INCOMPLETE: at least one run lost events", "class", "state bad");
        }
        page.end();
        AnswerTable table = new AnswerTable(comparison, answer, names);
        if (!table.isEmpty()) {
            page.start("section", "class", "verdicts");
            DataTable.startWide(page, "verdicts by workload and statistic");
            table(table);
            page.end();
            page.element(
                    "p",
                    "A cell: the verdict, or why there is none and how many runs a side would decide it (?: if runs differ by"
                            + " the assumed spread; *: of longer runs), and the change.",
                    "class",
                    "key");
            page.end();
        }
    }

    private void table(AnswerTable table) {
        page.start("table");
        page.start("thead");
        page.start("tr");
        page.element("th", "workload", "scope", "col");
        for (String heading : table.headings()) {
            page.start("th", "scope", "col");
            page.printable(heading);
            page.end();
        }
        page.end();
        page.end();
        page.start("tbody");
        for (Answer.Workload workload : table.workloads()) {
            page.start("tr");
            page.start("th", "scope", "row");
            printable("span", name(workload.cell()));
            page.end();
            for (AnswerTable.Cell cell : table.row(workload)) {
                page.element("td", cell.text(), "class", kind(cell.verdict()));
            }
            page.end();
        }
        page.end();
        page.end();
    }

    private String name(CellResult cell) {
        String telling = names.inSentence(cell);
        String name = telling.isEmpty() ? names.common() : telling;
        return name.isEmpty() ? "all" : name;
    }

    /** The class of a coloured cell. */
    static String kind(Verdict verdict) {
        return verdict == Verdict.NO_DATA ? "nodata" : verdict.name().toLowerCase(Locale.ROOT);
    }

    private void printable(String element, String text) {
        page.start(element);
        page.printable(text);
        page.end();
    }

    private void workloads() {
        for (Answer.Workload workload : answer.workloads()) {
            CellResult cell = workload.cell();
            page.start("section", "class", "group");
            printable("h2", name(cell));
            statistics(cell);
            new WorkloadDrawings(page, comparison, cell).write();
            page.end();
        }
    }

    private void statistics(CellResult cell) {
        DataTable.startWide(page, "statistics");
        page.start("table", "class", "statistics");
        DataTable.head(
                page,
                List.of(
                        "metric",
                        "statistic",
                        comparison.base(),
                        comparison.candidate(),
                        "ratio",
                        "95 % interval",
                        "band",
                        "verdict"));
        page.start("tbody");
        for (MetricResult metric : cell.metrics()) {
            if (metric.noData() != null) {
                page.start("tr");
                page.element("th", metric.name().text(), "scope", "row");
                page.element("td", "no data: " + metric.noData().words(), "colspan", "7", "class", "nodata");
                page.end();
            }
            metric.statistics().forEach(s -> statistic(metric, s));
        }
        page.end();
        page.end();
        page.end();
    }

    private void statistic(MetricResult metric, StatisticResult s) {
        page.start("tr");
        page.element("th", metric.name().text(), "scope", "row");
        page.element("td", s.statistic().name());
        page.element("td", ComparisonWords.value(s.base()));
        page.element("td", ComparisonWords.value(s.candidate()));
        page.element("td", ComparisonWords.change(s.ratio()));
        page.element("td", ComparisonWords.interval(s.interval()));
        page.element("td", String.format(Locale.ROOT, "%.3g %%", 100 * s.band().relative()));
        page.element(
                "td",
                ComparisonWords.verdict(s.verdict(), s.reason(), comparison.across())
                        + (s.gating() ? "" : ", does not decide"),
                "class",
                kind(s.verdict()));
        page.end();
    }

    private void compared() {
        page.start("section", "class", "loss");
        page.element("h2", comparison.base() + " and " + comparison.candidate() + ": loss and runs");
        page.element(
                "p",
                comparison.complete() ? "complete: nothing was lost" : "INCOMPLETE: at least one run lost events",
                "class",
                comparison.complete() ? "state good" : "state bad");
        if (!names.common().isEmpty()) {
            printable("p", names.common());
        }
        page.start("ul");
        comparison.notes().forEach(note -> page.element("li", note));
        for (CellResult cell : comparison.cells()) {
            for (String note : cell.notes()) {
                page.start("li");
                page.printable(name(cell) + ": ");
                page.text(note);
                page.end();
            }
        }
        page.end();
        page.start("details");
        page.element("summary", "runs");
        for (CellResult cell : comparison.cells()) {
            printable("h3", name(cell));
            runs(comparison.base(), cell.baseRuns());
            runs(comparison.candidate(), cell.candidateRuns());
        }
        page.end();
        page.end();
    }

    private void runs(String side, List<String> sources) {
        page.element("p", side + ":");
        page.start("ul");
        sources.forEach(source -> page.element("li", source));
        page.end();
    }
}
