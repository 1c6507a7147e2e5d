package io.daxtrace.parsers.tracedat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of threads as tracefs's saved_cmdlines has them: one for each thread id, the last it had while it was traced.
 * The kernel remembers only some (128 by default), and ids are used again.
 */
final class CommandLines {
    /** Names past these are left out, so that no file can fill the memory. */
    private static final int MOST = 1 << 18;

    private static final String IDLE = "<idle>";

    private final Map<String, String> names = new HashMap<>();
    private int[] tids = new int[256];
    private String[] comms = new String[256];
    private int used;
    private int lastTid;
    private String last = IDLE;

    /** Adds the lines {@code tid comm}; the comm may contain blanks. What is no such line is passed over. */
    void add(byte[] text) {
        int at = 0;
        while (at < text.length) {
            int tid = 0;
            int digits = at;
            while (at < text.length && text[at] >= '0' && text[at] <= '9') {
                tid = tid * 10 + text[at++] - '0';
            }
            digits = at - digits;
            int name = at + 1;
            while (at < text.length && text[at] != '\n' && text[at] != 0) {
                at++;
            }
            if (digits > 0 && name < at && used < MOST) {
                put(tid, new String(text, name, at - name, StandardCharsets.UTF_8));
            }
            at++;
        }
    }

    /** The name of a thread, the same object for the same name, or null when the capture has none. */
    String of(int tid) {
        if (tid != lastTid) {
            lastTid = tid;
            last = tid == 0 ? IDLE : comms[slot(tid)];
        }
        return last;
    }

    private void put(int tid, String name) {
        if (tid == 0 || name.equals("<...>")) {
            return;
        }
        if (used * 2 >= tids.length) {
            grow();
        }
        String comm = names.putIfAbsent(name, name);
        int slot = slot(tid);
        if (comms[slot] == null) {
            used++;
        }
        tids[slot] = tid;
        comms[slot] = comm == null ? name : comm;
    }

    private int slot(int tid) {
        int mask = tids.length - 1;
        int slot = tid * 0x9E3779B9 >>> 7 & mask;
        while (comms[slot] != null && tids[slot] != tid) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldTids = tids;
        String[] oldComms = comms;
        tids = new int[oldTids.length * 2];
        comms = new String[oldComms.length * 2];
        for (int i = 0; i < oldTids.length; i++) {
            if (oldComms[i] != null) {
                int slot = slot(oldTids[i]);
                tids[slot] = oldTids[i];
                comms[slot] = oldComms[i];
            }
        }
    }
}
