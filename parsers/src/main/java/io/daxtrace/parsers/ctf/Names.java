package io.daxtrace.parsers.ctf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Thread names in events: UTF-8, at most {@link Layout#MOST_NAME_SIZE} bytes, without an allocation for a known one. */
final class Names {
    /** Of names seen by a reader; a power of two. Names that share a place are decoded again in turn. */
    private static final int PLACES = 1024;

    private final byte[][] encoded = new byte[PLACES][];
    private final String[] decoded = new String[PLACES];

    /** Appends the name, cut at a whole character if it is too long; what cannot be encoded becomes U+FFFD. */
    static void encode(String name, ByteBuffer out) {
        int end = out.position() + Layout.MOST_NAME_SIZE;
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            i += Character.charCount(c);
            c = TsdlString.encodable(c);
            if (out.position() + size(c) > end) {
                return;
            }
            encode(c, out);
        }
    }

    private static void encode(int c, ByteBuffer out) {
        switch (size(c)) {
            case 1 -> out.put((byte) c);
            case 2 -> out.put((byte) (0xc0 | c >> 6)).put(tail(c));
            case 3 -> out.put((byte) (0xe0 | c >> 12)).put(tail(c >> 6)).put(tail(c));
            default ->
                out.put((byte) (0xf0 | c >> 18))
                        .put(tail(c >> 12))
                        .put(tail(c >> 6))
                        .put(tail(c));
        }
    }

    private static byte tail(int c) {
        return (byte) (0x80 | c & 0x3f);
    }

    private static int size(int c) {
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        return c < 0x10000 ? 3 : 4;
    }

    /** Reads a name and its final NUL; the same object for the same name, mostly. Null where there is no NUL in reach. */
    String decode(ByteBuffer in) {
        int start = in.position();
        int hash = 0;
        int length = 0;
        while (true) {
            if (length > Layout.MOST_NAME_SIZE || start + length >= in.limit()) {
                return null;
            }
            byte b = in.get(start + length);
            if (b == 0) {
                break;
            }
            hash = 31 * hash + b;
            length++;
        }
        in.position(start + length + 1);
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        if (!isAt(place, in, start, length)) {
            byte[] bytes = new byte[length];
            in.get(start, bytes);
            encoded[place] = bytes;
            decoded[place] = new String(bytes, StandardCharsets.UTF_8);
        }
        return decoded[place];
    }

    private boolean isAt(int place, ByteBuffer in, int start, int length) {
        byte[] bytes = encoded[place];
        if (bytes == null || bytes.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] != in.get(start + i)) {
                return false;
            }
        }
        return true;
    }
}
