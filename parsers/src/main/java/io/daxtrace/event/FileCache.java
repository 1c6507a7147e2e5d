package io.daxtrace.event;

import java.util.Arrays;

/** A number for each of the files met last, found without allocating: files whose hash is the same displace each other. */
public final class FileCache {
    private static final int PLACES = 256;

    private final long[] devs = new long[PLACES];
    private final long[] inos = new long[PLACES];
    private final long[] numbers = new long[PLACES];

    /** Knows no file. */
    public FileCache() {
        clear();
    }

    /** The number of a file, or {@link Event#UNKNOWN}. */
    public long get(long dev, long ino) {
        int place = place(dev, ino);
        return devs[place] == dev && inos[place] == ino ? numbers[place] : Event.UNKNOWN;
    }

    public void put(long dev, long ino, long number) {
        int place = place(dev, ino);
        devs[place] = dev;
        inos[place] = ino;
        numbers[place] = number;
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(numbers, Event.UNKNOWN);
    }

    private static int place(long dev, long ino) {
        return (int) ((dev * 31 + ino) * 0x9e3779b97f4a7c15L >>> 56) & PLACES - 1;
    }
}
