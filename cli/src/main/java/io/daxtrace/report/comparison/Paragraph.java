package io.daxtrace.report.comparison;

import java.io.PrintWriter;

/** Text broken into lines at its blanks, but for those before a percent sign. */
final class Paragraph {
    private Paragraph() {}

    /** Prints lines of at most this width, but for a word that is wider. */
    static void print(String text, int width, PrintWriter out) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" (?!%)", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                out.println(line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.println(line);
    }
}
