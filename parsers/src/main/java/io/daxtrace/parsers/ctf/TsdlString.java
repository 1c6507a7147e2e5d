package io.daxtrace.parsers.ctf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * String literals of the metadata: printable ASCII, all else as the octal escapes of its UTF-8 bytes, so that no hostile
 * name reaches the terminal of who looks at the file.
 */
final class TsdlString {
    private TsdlString() {}

    /** The text in quotes, which is {@link #encodable(String)}. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c >= ' ' && c < 0x7f) {
                quoted.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    quoted.append(String.format("\\%03o", b & 0xff));
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** What was quoted by {@link #quote}, or null where the text was not. */
    static String unquote(String quoted) {
        int last = quoted.length() - 1;
        if (last < 1 || quoted.charAt(0) != '"' || quoted.charAt(last) != '"') {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(last);
        for (int i = 1; i < last; i++) {
            char c = quoted.charAt(i);
            if (c == '"' || c > 0x7f) {
                return null;
            }
            if (c != '\\') {
                bytes.write(c);
            } else if (i + 1 < last && (quoted.charAt(i + 1) == '"' || quoted.charAt(i + 1) == '\\')) {
                bytes.write(quoted.charAt(++i));
            } else if (i + 3 < last && isOctal(quoted, i + 1)) {
                bytes.write(Integer.parseInt(quoted, i + 1, i + 4, 8));
                i += 3;
            } else {
                return null;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isOctal(String text, int at) {
        for (int i = at; i < at + 3; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '7') {
                return false;
            }
        }
        return true;
    }

    /** The text with NUL, which C readers end a string at, and unpaired surrogates replaced by U+FFFD. */
    static String encodable(String text) {
        int[] codePoints = text.codePoints().map(TsdlString::encodable).toArray();
        return new String(codePoints, 0, codePoints.length);
    }

    /** The code point itself, or U+FFFD for one that a reader could not have back. */
    static int encodable(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return codePoint == 0 || surrogate ? 0xfffd : codePoint;
    }
}
