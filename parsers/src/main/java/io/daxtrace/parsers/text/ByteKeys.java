package io.daxtrace.parsers.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * What byte strings of the input mean, looked up without making a String of them. Remembers a bounded number; what
 * comes later is made anew each time.
 */
final class ByteKeys<T> {
    private static final int SLOTS = 2048;
    private static final int MOST = SLOTS / 2;

    private final Function<String, T> meaning;
    private final byte[][] keys = new byte[SLOTS][];
    private final Object[] values = new Object[SLOTS];
    private int count;

    /** @param meaning of a key decoded as UTF-8; may be null */
    ByteKeys(Function<String, T> meaning) {
        this.meaning = meaning;
    }

    static int hash(int hash, byte next) {
        return hash * 31 + next;
    }

    T get(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash(hash, bytes[i]);
        }
        return get(bytes, from, to, hash);
    }

    /** The same where the hash of all its bytes, starting from 0, is at hand. */
    @SuppressWarnings("unchecked")
    T get(byte[] bytes, int from, int to, int hash) {
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        while (keys[slot] != null) {
            byte[] key = keys[slot];
            if (key.length == to - from && Arrays.equals(key, 0, key.length, bytes, from, to)) {
                return (T) values[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        T value = meaning.apply(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (count < MOST) {
            count++;
            keys[slot] = Arrays.copyOfRange(bytes, from, to);
            values[slot] = value;
        }
        return value;
    }
}
