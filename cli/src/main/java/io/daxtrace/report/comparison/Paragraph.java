package io.daxtrace.report.comparison;

import java.io.PrintWriter;

/** Text broken at its blanks into lines. */
final class Paragraph {
    private Paragraph() {}

    /** Prints lines of at most this width, but for a word that is wider. */
    static void print(String text, int width, PrintWriter out) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                out.println(line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.println(line);
    }
}
