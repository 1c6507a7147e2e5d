package io.daxtrace.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** The capture's clock shows this much less than the time since 1970. */
    private static final long CLOCK_OFFSET = 1_700_000_000_000_000_000L;

    private static Capture capture() {
        Capture capture = new Capture("capture");
        capture.clockOffset = OptionalLong.of(CLOCK_OFFSET);
        return capture;
    }

    private static long onClock(String instant) {
        Instant point = Instant.parse(instant);
        return point.getEpochSecond() * 1_000_000_000 + point.getNano() - CLOCK_OFFSET;
    }

    @Test
    void anOffsetIsFromTheBeginningAndNeedsNoClock() throws Exception {
        assertThat(new Moment.AfterBeginning("+10s", 10_000_000_000L).on(new Capture("c"), "--since", 5))
                .isEqualTo(10_000_000_005L);
    }

    @Test
    void aTimeOfDayIsTheNearestToTheBeginning() throws Exception {
        long begun = onClock("2026-11-26T22:50:00.25Z"); // 23:50 in Berlin
        assertThat(new Moment.TimeOfDay("00:05", LocalTime.of(0, 5), BERLIN).on(capture(), "--since", begun))
                .isEqualTo(onClock("2026-11-26T23:05:00Z"));
        assertThat(new Moment.TimeOfDay("22:00", LocalTime.of(22, 0), BERLIN).on(capture(), "--since", begun))
                .isEqualTo(onClock("2026-11-26T21:00:00Z"));
        assertThat(new Moment.TimeOfDay("11:51", LocalTime.of(11, 51), BERLIN).on(capture(), "--since", begun))
                .isEqualTo(onClock("2026-11-26T10:51:00Z"));
        assertThat(new Moment.TimeOfDay("11:49", LocalTime.of(11, 49), BERLIN).on(capture(), "--since", begun))
                .isEqualTo(onClock("2026-11-27T10:49:00Z"));
    }

    @Test
    void anInstantIsItself() throws Exception {
        Instant instant = Instant.parse("2026-11-26T03:00:00.5Z");
        assertThat(new Moment.PointInTime("x", instant).on(capture(), "--until", 0))
                .isEqualTo(onClock("2026-11-26T03:00:00.5Z"));
    }

    @Test
    void withoutAClockNoTimeOfDay() {
        assertThatThrownBy(() -> new Moment.TimeOfDay("03:00", LocalTime.of(3, 0), BERLIN)
                        .on(new Capture("a.dat"), "--since", 0))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "a.dat: does not tell the time of day, which only daxtrace's own captures do: give --since as the"
                                + " time since its first operation, such as +10s");
    }
}
