package io.daxtrace.report.comparison;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.Answer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.event.Printable;
import io.daxtrace.report.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of an answer: workloads down, statistics of the metrics that decide across, the worst first in both; a cell is
 * verdict, the runs that would decide it, and the change. Where it is wider than a page, what is equivalent throughout is left
 * out and named, and the rest goes on below.
 */
final class AnswerTable {
    private static final String GAP = "  ";

    /** A statistic of a metric. */
    private record Column(MetricName metric, Statistic statistic) {}

    /** A workload's part of a column, not escaped: it has no name in it. */
    record Cell(String text, Verdict verdict) {}

    /** A column with what is in it, from the heading down. */
    private record Filled(Column column, List<String> texts, boolean equivalent) {
        int width() {
            return texts.stream().mapToInt(String::length).max().orElse(0);
        }
    }

    private final Comparison comparison;
    private final List<Answer.Workload> workloads;
    private final WorkloadNames names;
    private final List<Column> columns;

    AnswerTable(Comparison comparison, Answer answer, WorkloadNames names) {
        this.comparison = comparison;
        workloads = answer.workloads().stream()
                .filter(workload -> workload.verdict() != null)
                .toList();
        this.names = names;
        columns = columns();
    }

    /** The only metric of the table, or null where it has several. */
    MetricName onlyMetric() {
        Set<MetricName> metrics = columns.stream().map(Column::metric).collect(Collectors.toSet());
        return metrics.size() == 1 ? columns.get(0).metric : null;
    }

    /** Whether nothing decides anywhere, or nothing that does has data. */
    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** The workloads of its rows, the worst first. */
    List<Answer.Workload> workloads() {
        return workloads;
    }

    /** The names of all its columns, the worst first, escaped. */
    List<String> headings() {
        return columns.stream().map(column -> heading(column, true)).toList();
    }

    /** All of a workload, in the order of the columns. */
    List<Cell> row(Answer.Workload workload) {
        return columns.stream().map(column -> cell(workload, column)).toList();
    }

    private Cell cell(Answer.Workload workload, Column column) {
        MetricResult metric = metric(workload.cell(), column);
        return new Cell(text(metric, statistic(metric, column)), verdict(workload.cell(), column));
    }

    /** Prints no line wider than this, unless names take more than half of it: columns then have the other half. */
    void print(PrintWriter out, int width) {
        List<String> rowNames = new ArrayList<>();
        rowNames.add(names.heading());
        workloads.forEach(workload -> rowNames.add(names.inTable(workload.cell())));
        int nameWidth = rowNames.stream().mapToInt(String::length).max().orElse(0);
        int pageWidth = Math.max(width, nameWidth + width / 2);
        List<Filled> filled = new ArrayList<>();
        columns.forEach(column -> filled.add(fill(column)));
        List<String> left = new ArrayList<>();
        boolean wide = nameWidth + filled.stream().mapToInt(this::room).sum() > pageWidth;
        if (wide && !filled.stream().allMatch(Filled::equivalent)) {
            filled.stream().filter(Filled::equivalent).forEach(column -> left.add(heading(column.column, true)));
            filled.removeIf(Filled::equivalent);
        }
        int from = 0;
        while (from < filled.size()) {
            int used = nameWidth;
            int to = from;
            while (to < filled.size() && (to == from || used + room(filled.get(to)) <= pageWidth)) {
                used += room(filled.get(to++));
            }
            block(rowNames, filled.subList(from, to), out);
            from = to;
        }
        if (!left.isEmpty()) {
            Paragraph.print("equivalent in all workloads: " + String.join(", ", left), pageWidth, out);
        }
    }

    private int room(Filled column) {
        return GAP.length() + column.width();
    }

    private static void block(List<String> rowNames, List<Filled> filled, PrintWriter out) {
        TextTable table = new TextTable();
        for (int row = 0; row < rowNames.size(); row++) {
            List<String> cells = new ArrayList<>();
            cells.add(rowNames.get(row));
            for (Filled column : filled) {
                cells.add(column.texts.get(row));
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(out);
    }

    private Filled fill(Column column) {
        List<String> texts = new ArrayList<>();
        texts.add(heading(column, onlyMetric() == null));
        boolean equivalent = true;
        for (Answer.Workload workload : workloads) {
            Cell cell = cell(workload, column);
            texts.add(cell.text);
            equivalent &= cell.verdict == Verdict.EQUIVALENT;
        }
        return new Filled(column, texts, equivalent);
    }

    private static String heading(Column column, boolean withMetric) {
        String metric = Printable.escape(column.metric.text());
        return withMetric ? metric + " " + column.statistic.name() : column.statistic.name();
    }

    private String text(MetricResult metric, StatisticResult s) {
        if (s == null) {
            return metric != null && metric.noData() != null ? "no data" : "-";
        }
        return ComparisonWords.shortVerdict(s, comparison.across()) + " " + ComparisonWords.arrow(s.ratio());
    }

    /** The statistics that decide in any workload. */
    private List<Column> columns() {
        Set<Column> found = new LinkedHashSet<>();
        for (CellResult cell : comparison.cells()) {
            for (MetricResult metric : cell.metrics()) {
                metric.statistics().stream()
                        .filter(StatisticResult::gating)
                        .forEach(s -> found.add(new Column(metric.name(), s.statistic())));
            }
        }
        List<Column> columns = new ArrayList<>(found);
        columns.sort(Comparator.comparing(this::worst)
                .thenComparing(column -> -count(column))
                .thenComparing(column -> -largest(column)));
        return columns;
    }

    private Verdict worst(Column column) {
        return workloads.stream()
                .map(workload -> verdict(workload.cell(), column))
                .reduce(Verdict.EQUIVALENT, Verdict::and);
    }

    private long count(Column column) {
        Verdict worst = worst(column);
        return workloads.stream()
                .filter(workload -> verdict(workload.cell(), column) == worst)
                .count();
    }

    private double largest(Column column) {
        Verdict worst = worst(column);
        return workloads.stream()
                .map(workload -> statistic(metric(workload.cell(), column), column))
                .filter(s -> s != null && s.verdict() == worst)
                .mapToDouble(s -> Math.abs(Math.log(s.ratio())))
                .max()
                .orElse(0);
    }

    private static Verdict verdict(CellResult cell, Column column) {
        MetricResult metric = metric(cell, column);
        StatisticResult s = statistic(metric, column);
        if (s != null) {
            return s.verdict();
        }
        return metric != null && metric.noData() != null ? Verdict.NO_DATA : Verdict.EQUIVALENT;
    }

    private static MetricResult metric(CellResult cell, Column column) {
        return cell.metrics().stream()
                .filter(metric -> metric.name().equals(column.metric) || isWhole(metric))
                .findFirst()
                .orElse(null);
    }

    /** Null of a metric that does not decide in this workload: it repeats another. */
    private static StatisticResult statistic(MetricResult metric, Column column) {
        return metric == null || !metric.gating()
                ? null
                : metric.statistics().stream()
                        .filter(s -> s.statistic().equals(column.statistic))
                        .findFirst()
                        .orElse(null);
    }

    /** Whether it stands for all metrics of a workload that one side does not have. */
    private static boolean isWhole(MetricResult metric) {
        return metric.name().equals(MetricResult.ALL);
    }
}
