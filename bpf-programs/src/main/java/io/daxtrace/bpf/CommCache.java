package io.daxtrace.bpf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Thread names as strings, the same name mostly as the same string, so that none is made for each event. */
final class CommCache {
    /** TASK_COMM_LEN, include/linux/sched.h; a name has a NUL at its end. */
    static final int COMM_SIZE = 16;

    private static final int SLOTS = 256;

    private final long[] low = new long[SLOTS];
    private final long[] high = new long[SLOTS];
    private final String[] names = new String[SLOTS];

    /** The name at an offset: up to 16 bytes, ended by NUL. */
    String comm(ByteBuffer data, int at) {
        long first = data.getLong(at);
        long second = data.getLong(at + Long.BYTES);
        long mixed = (first * 31 + second) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> Long.SIZE - 8);
        if (names[slot] == null || low[slot] != first || high[slot] != second) {
            low[slot] = first;
            high[slot] = second;
            names[slot] = decode(data, at);
        }
        return names[slot];
    }

    private static String decode(ByteBuffer data, int at) {
        byte[] bytes = new byte[COMM_SIZE];
        int length = 0;
        while (length < bytes.length && data.get(at + length) != 0) {
            bytes[length] = data.get(at + length);
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
