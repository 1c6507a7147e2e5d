package io.daxtrace.selection;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.OptionalLong;

/**
 * A point in the time of any capture, as a person says it: a time after the beginning of the capture's first operation, or a time of day.
 *
 * @param text as it was said
 * @param offset nanoseconds after the first operation's beginning, where that was said
 * @param timeOfDay or the time of day, of which the occurrence nearest to that beginning is meant
 * @param instant or the point itself
 * @param zone where the time of day is
 */
public record Moment(String text, Long offset, LocalTime timeOfDay, Instant instant, ZoneId zone) {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Nanoseconds after the beginning. */
    public static Moment after(String text, long offset) {
        return new Moment(text, offset, null, null, null);
    }

    /** A time of day. */
    public static Moment at(String text, LocalTime time, ZoneId zone) {
        return new Moment(text, null, time, null, zone);
    }

    /** A point in time. */
    public static Moment at(String text, Instant instant) {
        return new Moment(text, null, null, instant, null);
    }

    /**
     * The moment on a capture's clock.
     *
     * @param option what asks for it
     * @param origin when the capture's first operation began
     * @throws BadInputException where a time of day is meant, and the capture does not tell its own
     */
    long on(Capture capture, String option, long origin) throws BadInputException {
        if (offset != null) {
            return origin > Long.MAX_VALUE - offset ? Long.MAX_VALUE : origin + offset;
        }
        OptionalLong epoch = capture.clockOffset();
        if (epoch.isEmpty()) {
            throw BadInputException.of(
                    capture.path(),
                    "does not tell the time of day, which only daxtrace's own captures do: give " + option
                            + " as the time since its first operation, such as +10s");
        }
        Instant clockZero = Instant.EPOCH.plusNanos(epoch.getAsLong());
        Instant point = instant != null ? instant : nearest(clockZero.plusNanos(origin));
        Duration onClock = Duration.between(clockZero, point);
        return onClock.abs().compareTo(LONGEST) < 0
                ? onClock.toNanos()
                : onClock.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private Instant nearest(Instant to) {
        ZonedDateTime day = to.atZone(zone);
        Instant nearest = null;
        for (int days = -1; days <= 1; days++) {
            Instant occurrence = day.plusDays(days).with(timeOfDay).toInstant();
            if (nearest == null
                    || Duration.between(occurrence, to)
                                    .abs()
                                    .compareTo(Duration.between(nearest, to).abs())
                            < 0) {
                nearest = occurrence;
            }
        }
        return nearest;
    }
}
