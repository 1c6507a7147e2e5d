package io.daxtrace.report.bench;

import io.daxtrace.bench.BenchResult;
import io.daxtrace.report.TextTable;
import java.io.PrintWriter;
import java.util.List;

/** A bench as a person reads it: a table of the set-ups, and what MAP_SYNC costs in each. */
final class BenchText {
    private BenchText() {}

    /** Prints and flushes. */
    static void print(BenchResult result, PrintWriter out) {
        BenchWords.conditions(result).forEach(out::println);
        BenchWords.costOfMeasuring(result, " below").forEach(out::println);
        BenchWords.missing(result).forEach(out::println);
        out.println();
        TextTable table = new TextTable();
        table.row(BenchWords.HEADINGS.toArray(String[]::new));
        for (BenchWords.Row row : BenchWords.rows(result)) {
            String[] texts = row.texts().toArray(String[]::new);
            texts[0] = (row.part() == null ? "" : "  ") + texts[0];
            table.row(texts);
        }
        table.print(out);
        paragraph(BenchWords.joined(result), out);
        paragraph(BenchWords.costs(result.cells()), out);
        out.flush();
    }

    private static void paragraph(List<String> lines, PrintWriter out) {
        if (!lines.isEmpty()) {
            out.println();
            lines.forEach(out::println);
        }
    }
}
