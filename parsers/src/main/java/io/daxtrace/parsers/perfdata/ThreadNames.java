package io.daxtrace.parsers.perfdata;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of threads at the moment that the records have come to. A bounded table of bounded names: what does not fit
 * has no name, and is counted. A thread that has exited keeps its name while there is room, because its last events come
 * after its exit.
 */
final class ThreadNames {
    private static final int MOST_THREADS = 1 << 18;
    private static final int MOST_NAMES = 1 << 16;
    /** TASK_COMM_LEN in include/linux/sched.h, with the NUL. */
    private static final int LONGEST = 16;

    private static final int MIX = 0x9e37_79b9;
    private static final String IDLE = "swapper";

    private static final byte FREE = 0;
    private static final byte LIVING = 1;
    private static final byte GONE = 2;

    private final Map<String, String> names = new HashMap<>();
    private int[] tids = new int[1 << 8];
    private String[] values = new String[1 << 8];
    private byte[] states = new byte[1 << 8];
    private int count;
    private int gone;
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

    /** A thread has exited. */
    void exit(int tid) {
        int slot = slot(tid);
        if (states[slot] == LIVING) {
            states[slot] = GONE;
            gone++;
        }
    }

    /** How many names did not fit. */
    long leftOut() {
        return leftOut;
    }

    private void put(int tid, String name) {
        int slot = slot(tid);
        if (states[slot] == FREE) {
            if (2 * count >= tids.length && (tids.length < 2 * MOST_THREADS || gone > MOST_THREADS / 4)) {
                makeRoom();
                slot = slot(tid);
            }
            if (count >= MOST_THREADS) {
                leftOut++;
                return;
            }
            count++;
        } else if (states[slot] == GONE) {
            gone--;
        }
        tids[slot] = tid;
        values[slot] = name;
        states[slot] = LIVING;
        lastTid = tid;
        lastName = name;
    }

    private int home(int tid) {
        return tid * MIX >>> Integer.numberOfLeadingZeros(tids.length - 1);
    }

    private int slot(int tid) {
        int slot = home(tid);
        while (states[slot] != FREE && tids[slot] != tid) {
            slot = slot + 1 & tids.length - 1;
        }
        return slot;
    }

    /** Forgets the threads that are gone, and takes twice the room if that does not give much. */
    private void makeRoom() {
        int[] oldTids = tids;
        String[] oldValues = values;
        byte[] oldStates = states;
        int living = count - gone;
        int size = 4 * living > tids.length && tids.length < 2 * MOST_THREADS ? 2 * tids.length : tids.length;
        tids = new int[size];
        values = new String[size];
        states = new byte[size];
        count = living;
        gone = 0;
        for (int i = 0; i < oldTids.length; i++) {
            if (oldStates[i] == LIVING) {
                int slot = slot(oldTids[i]);
                tids[slot] = oldTids[i];
                values[slot] = oldValues[i];
                states[slot] = LIVING;
            }
        }
    }
}
