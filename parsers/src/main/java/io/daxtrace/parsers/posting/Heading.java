package io.daxtrace.parsers.posting;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the title of a block in the text before it: the last sentence, when it ends with a colon. */
final class Heading {
    private static final int MOST_LINES = 4;
    private static final Pattern SENTENCE_END = Pattern.compile("[.:;!?]\\s+");

    private final List<String> lines = new ArrayList<>();

    /** A piece of text that is no part of a histogram: a line, or what stands between two in one line. */
    void text(String piece) {
        if (lines.size() == MOST_LINES) {
            lines.remove(0);
        }
        lines.add(piece.strip());
    }

    void clear() {
        lines.clear();
    }

    /** The title without its colon, or null. A line that ends with a comma goes on in the next, as mail wraps it. */
    String title() {
        int first = lines.size() - 1;
        if (first < 0 || !lines.get(first).endsWith(":")) {
            return null;
        }
        while (first > 0 && lines.get(first - 1).endsWith(",")) {
            first--;
        }
        String text = String.join(" ", lines.subList(first, lines.size()));
        text = text.substring(0, text.length() - 1).strip();
        Matcher end = SENTENCE_END.matcher(text);
        int from = 0;
        while (end.find()) {
            from = end.end();
        }
        return from == text.length() ? null : text.substring(from);
    }
}
