package io.daxtrace.parsers.histogram;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The lines of a text of unknown origin, in bounded memory: without CR, byte order mark, terminal escape sequences and
 * mail quoting; as UTF-8 where a line is that, else as ISO 8859-1.
 */
public final class TextLines {
    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    private final InputStream in;
    private final int most;
    private final int mostOfJson;
    private final byte[] chunk = new byte[1 << 14];
    private int from;
    private int to;
    private byte[] bytes = new byte[256];
    private int length;
    private long number;
    private boolean tooLong;
    private boolean terminated;

    /**
     * @param most bytes of a line that are kept; of longer ones only that they were there
     * @param mostOfJson the same for a line that starts with a brace
     */
    public TextLines(InputStream in, int most, int mostOfJson) {
        this.in = in;
        this.most = most;
        this.mostOfJson = mostOfJson;
    }

    /** Goes to the next line; false at the end. */
    public boolean next() throws IOException {
        length = 0;
        tooLong = false;
        terminated = false;
        boolean any = false;
        while (!terminated && (from < to || fill())) {
            any = true;
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            keep(from, end);
            terminated = end < to;
            from = terminated ? end + 1 : end;
        }
        number += any ? 1 : 0;
        return any;
    }

    /** The line; empty when it was too long. */
    public String text() {
        return tooLong ? "" : clean(decode());
    }

    /** The line's number, from 1. */
    public long number() {
        return number;
    }

    public boolean tooLong() {
        return tooLong;
    }

    /** Whether the line ended with a newline, as the last one of a text that was cut off does not. */
    public boolean terminated() {
        return terminated;
    }

    /** The same for a line that was read elsewhere. */
    public static String clean(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        if (text.indexOf('\u001b') >= 0) {
            text = ESCAPE_SEQUENCE.matcher(text).replaceAll("");
        }
        return text.startsWith(">") ? unquoted(text) : text;
    }

    private static String unquoted(String text) {
        int from = 0;
        while (from < text.length() && text.charAt(from) == '>') {
            from += from + 1 < text.length() && text.charAt(from + 1) == ' ' ? 2 : 1;
        }
        return text.substring(from);
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(chunk, 0, chunk.length));
        return to > 0;
    }

    private void keep(int start, int end) {
        if (tooLong || start == end) {
            return;
        }
        int limit = (length > 0 ? bytes[0] : chunk[start]) == '{' ? mostOfJson : most;
        if (length + (end - start) > limit) {
            tooLong = true;
            bytes = new byte[256];
            return;
        }
        if (length + (end - start) > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + (end - start), 2 * bytes.length));
        }
        System.arraycopy(chunk, start, bytes, length, end - start);
        length += end - start;
    }

    private String decode() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}
