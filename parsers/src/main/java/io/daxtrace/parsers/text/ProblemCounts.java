package io.daxtrace.parsers.text;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import java.util.EnumMap;
import java.util.Map;

/** The lines that were left out, by why, and the first of each. */
final class ProblemCounts {
    private static final int MOST_NAMED = 5;

    private static final class Lines {
        long count;
        final long[] first = new long[MOST_NAMED];
        String text;
    }

    private final Map<LineProblem, Lines> problems = new EnumMap<>(LineProblem.class);

    /**
     * Counts one.
     *
     * @param line counted from 1
     * @param text how it starts, or null
     */
    void add(LineProblem problem, long line, String text) {
        Lines lines = problems.computeIfAbsent(problem, p -> new Lines());
        if (lines.count < MOST_NAMED) {
            lines.first[(int) lines.count] = line;
        }
        if (lines.text == null) {
            lines.text = text;
        }
        lines.count++;
    }

    /** What there was before the first event is not part of the trace: it is forgotten here. */
    long forget(LineProblem problem) {
        Lines lines = problems.remove(problem);
        return lines == null ? 0 : lines.count;
    }

    long count(LineProblem problem) {
        Lines lines = problems.get(problem);
        return lines == null ? 0 : lines.count;
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** The first line of all. */
    long firstLine() {
        return problems.values().stream()
                .mapToLong(lines -> lines.first[0])
                .min()
                .orElse(1);
    }

    /** How the first line with a text starts, escaped, or nothing. */
    String firstText() {
        return problems.values().stream()
                .filter(lines -> lines.text != null)
                .min((a, b) -> Long.compare(a.first[0], b.first[0]))
                .map(lines -> Printable.escape(lines.text.strip()))
                .orElse("");
    }

    /** Puts them into the capture's warnings. */
    void report(Capture capture) {
        problems.forEach((problem, lines) -> {
            StringBuilder words = new StringBuilder();
            words.append(lines.count).append(lines.count == 1 ? " line" : " lines");
            words.append(lines.count == 1 ? " (number " : " (numbers ");
            for (int i = 0; i < Math.min(lines.count, MOST_NAMED); i++) {
                words.append(i == 0 ? "" : ", ").append(lines.first[i]);
            }
            words.append(lines.count > MOST_NAMED ? ", ...) " : ") ").append(problem.words());
            if (lines.text != null) {
                words.append(": \"")
                        .append(Printable.escape(lines.text.strip()))
                        .append('"');
            }
            if (problem.incomplete()) {
                capture.truncated(words.toString());
            } else {
                capture.warn(words.toString());
            }
        });
    }
}
