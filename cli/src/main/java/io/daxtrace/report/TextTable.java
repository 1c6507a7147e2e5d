package io.daxtrace.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells, each column as wide as its widest cell, empty ones left out; lines may stand between the rows. */
public final class TextTable {
    private static final String GAP = "  ";

    private String alignment;
    private final List<String[]> rows = new ArrayList<>();

    /** Of as many columns as its first row has, the first aligned left, the others right. */
    public TextTable() {}

    /** @param alignment a letter a column: l for left, r for right */
    public TextTable(String alignment) {
        this.alignment = alignment;
    }

    /** Adds a row of as many cells as there are columns. */
    public void row(String... cells) {
        if (alignment == null) {
            alignment = "l" + "r".repeat(cells.length - 1);
        }
        rows.add(cells);
    }

    /** Adds a line that belongs to no column. */
    public void line(String text) {
        rows.add(new String[] {text});
    }

    /** How wide the rows are. */
    public int width() {
        int width = 0;
        for (int column : widths()) {
            width += column == 0 ? 0 : (width == 0 ? 0 : GAP.length()) + column;
        }
        return width;
    }

    public void print(PrintWriter out) {
        int[] widths = widths();
        for (String[] row : rows) {
            out.println(isLine(row) ? row[0] : text(row, widths));
        }
    }

    private String text(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        boolean first = true;
        for (int i = 0; i < row.length; i++) {
            if (widths[i] > 0) {
                String padding = " ".repeat(widths[i] - row[i].length());
                line.append(first ? "" : GAP).append(alignment.charAt(i) == 'r' ? padding + row[i] : row[i] + padding);
                first = false;
            }
        }
        return line.toString().stripTrailing();
    }

    private int[] widths() {
        int[] widths = new int[alignment.length()];
        for (String[] row : rows) {
            for (int i = 0; i < row.length && !isLine(row); i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }

    private boolean isLine(String[] row) {
        return row.length != alignment.length();
    }
}
