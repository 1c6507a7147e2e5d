package io.daxtrace.parsers.text;

import io.daxtrace.parsers.Head;
import java.util.stream.Stream;

/** An input's first lines, as the formats of text look at them. */
public final class TextHead {
    private static final int LOOKED_AT = 200;

    private TextHead() {}

    /** The first lines, without a mail's quoting. */
    public static Stream<String> lines(Head head) {
        boolean quoted = isQuoted(head);
        return head.lines().stream().limit(LOOKED_AT).map(line -> quoted ? unquote(line) : line);
    }

    /** Whether the lines begin with a mail's {@code >}. */
    public static boolean isQuoted(Head head) {
        return head.lines().stream()
                        .limit(LOOKED_AT)
                        .filter(line -> line.startsWith(">"))
                        .count()
                > Math.min(LOOKED_AT, head.lines().size()) / 2;
    }

    /** Whether terminal escape sequences are in it. */
    static boolean hasEscapes(Head head) {
        return head.contains(0x1b);
    }

    private static String unquote(String line) {
        int from = 0;
        while (from < line.length() && line.charAt(from) == '>') {
            from++;
            if (from < line.length() && line.charAt(from) == ' ') {
                from++;
            }
        }
        return line.substring(from);
    }
}
