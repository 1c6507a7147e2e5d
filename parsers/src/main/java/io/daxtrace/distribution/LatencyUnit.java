package io.daxtrace.distribution;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A unit of latencies: how long it is, how people and tools call it, and how a number in it is printed. */
public enum LatencyUnit {
    NS(1, "nsec"),
    US(1_000, "usec"),
    MS(1_000_000, "msec"),
    S(1_000_000_000, "sec");

    /** The words of all, as alternatives of a regular expression: {@code ns|us|ms|s}. */
    public static final String WORDS =
            Arrays.stream(values()).map(LatencyUnit::word).collect(Collectors.joining("|"));

    private final long nanos;
    private final String toolWord;

    LatencyUnit(long nanos, String toolWord) {
        this.nanos = nanos;
        this.toolWord = toolWord;
    }

    /** As it is printed and given. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many nanoseconds one is. */
    public long nanos() {
        return nanos;
    }

    /** By the word that is printed and given, {@code us}; null for any other word. */
    public static LatencyUnit of(String word) {
        for (LatencyUnit unit : values()) {
            if (unit.word().equals(word)) {
                return unit;
            }
        }
        return null;
    }

    /** By a word that some tool prints, {@code us}, {@code usec} or {@code usecs} in any case; null for any other word. */
    public static LatencyUnit ofTool(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (LatencyUnit unit : values()) {
            if (lower.equals(unit.toolWord) || lower.equals(unit.toolWord + "s")) {
                return unit;
            }
        }
        return of(lower);
    }

    /** The number alone: three decimals at most, fewer the larger it is. */
    public String format(double nanoseconds) {
        double value = nanoseconds / nanos;
        if (this == NS) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= 1000 ? "%.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f", value);
    }

    /** The largest unit in which a latency is 1 or more. */
    public static LatencyUnit fitting(double nanoseconds) {
        double size = Math.abs(nanoseconds);
        return size >= S.nanos ? S : size >= MS.nanos ? MS : size >= US.nanos ? US : NS;
    }

    /** With the unit that fits, at four digits: {@code 1.25ms}. */
    public static String formatFitting(double nanoseconds) {
        LatencyUnit unit = fitting(nanoseconds);
        return unit.format(nanoseconds) + unit.word();
    }
}
