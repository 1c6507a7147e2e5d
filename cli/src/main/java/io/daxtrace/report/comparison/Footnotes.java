package io.daxtrace.report.comparison;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Warnings that belong to single rows: each is printed once, below, under the number its rows bear. */
final class Footnotes {
    private final List<String> notes = new ArrayList<>();

    /** The mark of a note: {@code [2]}. */
    String mark(String note) {
        int at = notes.indexOf(note);
        if (at < 0) {
            at = notes.size();
            notes.add(note);
        }
        return "[" + (at + 1) + "]";
    }

    void print(PrintWriter out) {
        for (int i = 0; i < notes.size(); i++) {
            Paragraph.print("[" + (i + 1) + "] " + notes.get(i), AnswerText.WIDTH, out);
        }
    }
}
