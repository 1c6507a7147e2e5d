package io.daxtrace.parsers.perfdata;

import java.util.Arrays;

/**
 * Sorts what arrives nearly sorted: a few ascending runs (one a CPU) that are merged two by two. Equal times keep the
 * order of their arrival. Holds a time and a reference for each entry, in arrays that grow up to a limit.
 */
final class TimeOrder {
    private static final int FIRST_SIZE = 1 << 12;
    private static final int FIRST_RUNS = 64;

    private final int most;
    private long[] times = new long[FIRST_SIZE];
    private long[] refs = new long[FIRST_SIZE];
    private long[] mergedTimes = new long[FIRST_SIZE];
    private long[] mergedRefs = new long[FIRST_SIZE];
    private int[] runs = new int[FIRST_RUNS];
    private int runCount;
    private int size;
    private int sent;

    /** Room for that many entries. */
    TimeOrder(int most) {
        this.most = most;
    }

    int size() {
        return size - sent;
    }

    boolean isFull() {
        return size() == most;
    }

    void add(long time, long ref) {
        if (size == times.length) {
            makeRoom();
        }
        if (size == sent || time < times[size - 1]) {
            startRun();
        }
        times[size] = time;
        refs[size++] = ref;
    }

    /** Puts the entries in order. */
    void sort() {
        while (runCount > 1) {
            mergePairs();
        }
    }

    /** How many entries are not later than a time; only valid when sorted. */
    int countUpTo(long limit) {
        int low = sent;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (times[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - sent;
    }

    /** The time of an entry, counted from the earliest; only valid when sorted. */
    long time(int index) {
        return times[sent + index];
    }

    long ref(int index) {
        return refs[sent + index];
    }

    /** Removes the earliest entries. */
    void removeFirst(int count) {
        sent += count;
        if (sent == size) {
            sent = 0;
            size = 0;
            runCount = 0;
        } else {
            runs[0] = sent;
        }
    }

    private void startRun() {
        if (runCount == runs.length) {
            runs = Arrays.copyOf(runs, 2 * runCount);
        }
        runs[runCount++] = size;
    }

    private void makeRoom() {
        if (sent > 0) {
            int moved = size - sent;
            System.arraycopy(times, sent, times, 0, moved);
            System.arraycopy(refs, sent, refs, 0, moved);
            for (int i = 0; i < runCount; i++) {
                runs[i] -= sent;
            }
            sent = 0;
            size = moved;
        }
        if (size > times.length / 2) {
            int larger = Math.min(2 * times.length, Math.max(most, FIRST_SIZE));
            times = Arrays.copyOf(times, larger);
            refs = Arrays.copyOf(refs, larger);
            mergedTimes = new long[larger];
            mergedRefs = new long[larger];
        }
    }

    private void mergePairs() {
        int merged = 0;
        for (int run = 0; run < runCount; run += 2) {
            int from = runs[run];
            int middle = end(run);
            int to = run + 1 < runCount ? end(run + 1) : middle;
            merge(from, middle, to);
            runs[merged++] = from;
        }
        runCount = merged;
        long[] swap = times;
        times = mergedTimes;
        mergedTimes = swap;
        swap = refs;
        refs = mergedRefs;
        mergedRefs = swap;
    }

    private int end(int run) {
        return run + 1 < runCount ? runs[run + 1] : size;
    }

    private void merge(int from, int middle, int to) {
        int left = from;
        int right = middle;
        int out = from;
        while (left < middle && right < to) {
            if (times[left] <= times[right]) {
                mergedTimes[out] = times[left];
                mergedRefs[out++] = refs[left++];
            } else {
                mergedTimes[out] = times[right];
                mergedRefs[out++] = refs[right++];
            }
        }
        System.arraycopy(times, left, mergedTimes, out, middle - left);
        System.arraycopy(refs, left, mergedRefs, out, middle - left);
        out += middle - left;
        System.arraycopy(times, right, mergedTimes, out, to - right);
        System.arraycopy(refs, right, mergedRefs, out, to - right);
    }
}
