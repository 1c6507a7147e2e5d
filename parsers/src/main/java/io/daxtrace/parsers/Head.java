package io.daxtrace.parsers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The first bytes of an input, by which its format is recognised. */
public final class Head {
    /** How many bytes are looked at, at most. */
    public static final int SIZE = 64 * 1024;

    private final byte[] bytes;
    private List<String> lines;

    public Head(byte[] bytes) {
        this.bytes = bytes;
    }

    public int length() {
        return bytes.length;
    }

    /** Whether the input starts with these bytes (each the low 8 bits of an int). */
    public boolean startsWith(int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[i] != (byte) prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the input starts with this ASCII text. */
    public boolean startsWith(String ascii) {
        byte[] prefix = ascii.getBytes(StandardCharsets.US_ASCII);
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** Whether it is text as far as it was read: no NUL byte. */
    public boolean isText() {
        return bytes.length > 0 && !contains(0);
    }

    /** Whether this byte (the low 8 bits of an int) is in it. */
    public boolean contains(int value) {
        for (byte b : bytes) {
            if (b == (byte) value) {
                return true;
            }
        }
        return false;
    }

    /** The first lines, as ISO 8859-1, without CR, BOM and terminal escape sequences; the last may be cut off. */
    public List<String> lines() {
        if (lines == null) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1)
                    .replaceAll("^\u00ef\u00bb\u00bf", "")
                    .replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "");
            lines = text.lines().toList();
        }
        return lines;
    }
}
