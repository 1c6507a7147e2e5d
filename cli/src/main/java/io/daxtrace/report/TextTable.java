package io.daxtrace.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells, each column as wide as its widest cell; the first is aligned left, the others right. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    public void row(String... cells) {
        rows.add(cells);
    }

    public void print(PrintWriter out) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String padding = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? row[i] + padding : GAP + padding + row[i]);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
