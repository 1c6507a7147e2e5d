package io.daxtrace.selection;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** A point in the time of any capture, as a person says it. */
public sealed interface Moment {
    /** As it was said. */
    String text();

    /**
     * The moment on a capture's clock.
     *
     * @param option what asks for it
     * @param origin when the capture's first operation began
     * @throws BadInputException where a time of day is meant, and the capture does not tell its own
     */
    long on(Capture capture, String option, long origin) throws BadInputException;

    /**
     * A time after the beginning of the capture's first operation.
     *
     * @param nanoseconds 0 or more
     */
    record AfterBeginning(String text, long nanoseconds) implements Moment {
        @Override
        public long on(Capture capture, String option, long origin) {
            return origin > Long.MAX_VALUE - nanoseconds ? Long.MAX_VALUE : origin + nanoseconds;
        }
    }

    /** A time of day: the occurrence that is nearest to the beginning of the capture's first operation. */
    record TimeOfDay(String text, LocalTime time, ZoneId zone) implements Moment {
        @Override
        public long on(Capture capture, String option, long origin) throws BadInputException {
            Instant begun = clockZero(capture, option).plusNanos(origin);
            ZonedDateTime day = begun.atZone(zone);
            Instant nearest = null;
            for (int days = -1; days <= 1; days++) {
                Instant occurrence = day.plusDays(days).with(time).toInstant();
                if (nearest == null || distance(occurrence, begun).compareTo(distance(nearest, begun)) < 0) {
                    nearest = occurrence;
                }
            }
            return onClock(capture, option, nearest);
        }

        private static Duration distance(Instant a, Instant b) {
            return Duration.between(a, b).abs();
        }
    }

    /** A point in time. */
    record PointInTime(String text, Instant instant) implements Moment {
        @Override
        public long on(Capture capture, String option, long origin) throws BadInputException {
            return onClock(capture, option, instant);
        }
    }

    private static Instant clockZero(Capture capture, String option) throws BadInputException {
        if (capture.clockOffset.isEmpty()) {
            throw BadInputException.of(
                    capture.path(),
                    "does not tell the time of day, which only daxtrace's own captures do: give " + option
                            + " as the time since its first operation, such as +10s");
        }
        return Instant.EPOCH.plusNanos(capture.clockOffset.getAsLong());
    }

    private static long onClock(Capture capture, String option, Instant instant) throws BadInputException {
        Duration time = Duration.between(clockZero(capture, option), instant);
        if (time.abs().compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0) {
            return time.toNanos();
        }
        return time.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
