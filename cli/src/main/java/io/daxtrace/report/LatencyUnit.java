package io.daxtrace.report;

import java.util.Locale;

/** A unit that latencies are printed in. */
public enum LatencyUnit {
    NS(1),
    US(1_000),
    MS(1_000_000),
    S(1_000_000_000);

    private final long nanos;

    LatencyUnit(long nanos) {
        this.nanos = nanos;
    }

    /** As it is printed and given. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public long nanos() {
        return nanos;
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
