package io.daxtrace.parsers.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of threads, each decoded once. A comm has at most 15 bytes (TASK_COMM_LEN), so two longs hold it.
 */
public final class Comms {
    private static final int WIDTH = 16;
    /** Distinct names remembered over all parsers; a later name is a new String each time. */
    private static final int MOST = 16 * 1024;

    private static final int SLOTS = 1024;

    private final Map<String, String> shared;
    private final long[] low = new long[SLOTS];
    private final long[] high = new long[SLOTS];
    private final String[] names = new String[SLOTS];

    private Comms(Map<String, String> shared) {
        this.shared = shared;
    }

    /** An empty table. */
    public static Comms create() {
        return new Comms(new ConcurrentHashMap<>());
    }

    /** Another table, for another thread, that gives the same Strings. */
    Comms sibling() {
        return new Comms(shared);
    }

    /** The name in a range without the spaces before it, or null when it is longer than a comm can be. */
    public String get(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && bytes[start] == ' ') {
            start++;
        }
        if (to - start > WIDTH) {
            return null;
        }
        long a = 0;
        long b = 0;
        for (int i = start; i < to; i++) {
            b = b << 8 | a >>> 56;
            a = a << 8 | bytes[i] & 0xff;
        }
        // a NUL byte cannot be in a comm, so names of different lengths differ
        long mixed = (a + b * 31) * 0x9e37_79b9_7f4a_7c15L;
        int slot = (int) (mixed >>> 54);
        if (low[slot] != a || high[slot] != b || names[slot] == null) {
            low[slot] = a;
            high[slot] = b;
            names[slot] = intern(new String(bytes, start, to - start, StandardCharsets.UTF_8));
        }
        return names[slot];
    }

    private String intern(String name) {
        String known = shared.get(name);
        if (known == null && shared.size() < MOST) {
            known = shared.putIfAbsent(name, name);
        }
        return known == null ? name : known;
    }
}
