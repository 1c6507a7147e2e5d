package io.daxtrace.parsers.perfdata;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of threads at the moment that the records have come to. A bounded table of bounded names: what does not fit
 * has no name, and is counted.
 */
final class ThreadNames {
    private static final int MOST_THREADS = 1 << 18;
    private static final int MOST_NAMES = 1 << 16;
    /** TASK_COMM_LEN in include/linux/sched.h, with the NUL. */
    private static final int LONGEST = 16;

    private static final int MIX = 0x9e37_79b9;
    private static final String IDLE = "swapper";

    private final Map<String, String> names = new HashMap<>();
    private int[] tids = new int[1 << 8];
    private String[] values = new String[1 << 8];
    private int count;
    private long leftOut;
    private int lastTid;
    private String lastName = IDLE;

    ThreadNames() {
        put(0, IDLE);
    }

    /** The name of a thread, the same object for the same name, or null. */
    String get(int tid) {
        if (tid != lastTid) {
            lastTid = tid;
            lastName = values[slot(tid)];
        }
        return lastName;
    }

    /** A thread is named by bytes that end at {@code end} or at a NUL. */
    void set(int tid, byte[] bytes, int start, int end) {
        int length = 0;
        while (start + length < end && length < LONGEST - 1 && bytes[start + length] != 0) {
            length++;
        }
        String name = new String(bytes, start, length, StandardCharsets.UTF_8);
        String known = names.get(name);
        if (known == null && names.size() < MOST_NAMES) {
            names.put(name, name);
            known = name;
        }
        if (known == null) {
            leftOut++;
        }
        put(tid, known);
    }

    /** A new thread inherits its parent's name. */
    void fork(int parent, int child) {
        put(child, get(parent));
    }

    /** A thread is gone. */
    void exit(int tid) {
        int hole = slot(tid);
        lastTid = tid;
        lastName = null;
        if (values[hole] == null) {
            return;
        }
        count--;
        int mask = tids.length - 1;
        values[hole] = null;
        for (int i = hole + 1 & mask; values[i] != null; i = i + 1 & mask) {
            int home = home(tids[i]);
            if ((i - home & mask) >= (i - hole & mask)) {
                tids[hole] = tids[i];
                values[hole] = values[i];
                values[i] = null;
                hole = i;
            }
        }
    }

    /** How many names did not fit. */
    long leftOut() {
        return leftOut;
    }

    private void put(int tid, String name) {
        if (name == null) {
            exit(tid);
            return;
        }
        int slot = slot(tid);
        if (values[slot] == null) {
            if (count == MOST_THREADS) {
                leftOut++;
                return;
            }
            count++;
        }
        tids[slot] = tid;
        values[slot] = name;
        lastTid = tid;
        lastName = name;
        if (2 * count > tids.length) {
            grow();
        }
    }

    private int home(int tid) {
        return tid * MIX >>> Integer.numberOfLeadingZeros(tids.length - 1);
    }

    private int slot(int tid) {
        int slot = home(tid);
        while (values[slot] != null && tids[slot] != tid) {
            slot = slot + 1 & tids.length - 1;
        }
        return slot;
    }

    private void grow() {
        int[] oldTids = tids;
        String[] oldValues = values;
        tids = new int[2 * oldTids.length];
        values = new String[2 * oldTids.length];
        for (int i = 0; i < oldTids.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldTids[i]);
                tids[slot] = oldTids[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
