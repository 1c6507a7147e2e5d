package io.daxtrace.report.comparison;

import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.event.Printable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What tells the workloads of a comparison from each other: the labels in which they differ, escaped. */
final class WorkloadNames {
    private static final String ABSENT = "-";

    private final Map<String, String> common = new LinkedHashMap<>();
    /** The labels that differ, with the width of their columns. */
    private final Map<String, Integer> telling = new LinkedHashMap<>();

    WorkloadNames(Comparison comparison) {
        Set<String> keys = new LinkedHashSet<>();
        List<CellResult> cells = comparison.cells();
        cells.forEach(cell -> keys.addAll(cell.key().keySet()));
        for (String key : keys) {
            String first = cells.get(0).key().get(key);
            if (cells.stream()
                    .allMatch(cell -> first != null && first.equals(cell.key().get(key)))) {
                common.put(key, first);
            } else {
                int width = Printable.escape(key).length();
                for (CellResult cell : cells) {
                    width = Math.max(width, value(cell, key).length());
                }
                telling.put(key, width);
            }
        }
    }

    /** The labels that all workloads share: {@code fs=ext4}; empty where there are none. */
    String common() {
        return ComparisonWords.key(common);
    }

    /** In a sentence: {@code file=empty sync=yes}; empty where there is one workload only. */
    String inSentence(CellResult cell) {
        Map<String, String> labels = new LinkedHashMap<>(cell.key());
        labels.keySet().retainAll(telling.keySet());
        return ComparisonWords.key(labels);
    }

    /** In a table, a column a label: {@code empty yes}. */
    String inTable(CellResult cell) {
        StringBuilder row = new StringBuilder();
        telling.forEach((key, width) -> append(row, value(cell, key), width));
        return row.toString().stripTrailing();
    }

    /** The heading over {@link #inTable}. */
    String heading() {
        StringBuilder row = new StringBuilder();
        telling.forEach((key, width) -> append(row, Printable.escape(key), width));
        return row.toString().stripTrailing();
    }

    private static void append(StringBuilder row, String text, int width) {
        row.append(text).append(" ".repeat(width - text.length() + 1));
    }

    private static String value(CellResult cell, String key) {
        String value = cell.key().getOrDefault(key, "");
        return value.isEmpty() ? ABSENT : Printable.escape(value);
    }
}
