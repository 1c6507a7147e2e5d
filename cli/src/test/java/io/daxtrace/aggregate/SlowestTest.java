package io.daxtrace.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SlowestTest {
    private final OperationClock clock = new OperationClock();
    private final Capture capture = new Capture("capture");

    private Slowest of(int most, long... totals) {
        Slowest slowest = new Slowest(most);
        slowest.input(capture, clock);
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.ASYNC;
        fault.start = 2_000_000_005L;
        for (long total : totals) {
            fault.total = total;
            clock.advance(fault);
            slowest.fault(fault);
        }
        return slowest;
    }

    @Test
    void ofEquallySlowFaultsTheFirstAreKept() {
        assertThat(of(3, 70, 50, 70, Event.UNKNOWN, 70, 70, 10).faults())
                .extracting(SlowFault::number)
                .containsExactly(1L, 3L, 5L);
    }

    @Test
    void aSlowerFaultTakesThePlaceOfTheFastest() {
        assertThat(of(2, 10, 30, 20, 40).faults())
                .extracting(slow -> slow.number() + ": " + slow.fault().total)
                .containsExactly("4: 40", "2: 30");
    }

    @Test
    void fewerFaultsThanAreKeptAreAllOfThem() {
        assertThat(of(5, 10, 20).faults()).extracting(SlowFault::number).containsExactly(2L, 1L);
        assertThat(of(0, 10, 20).faults()).isEmpty();
    }

    /** The clock's zero was at 100 s and 10 ns after the epoch. */
    @Test
    void aFaultBeganAtItsTimeAfterTheClocksZero() {
        capture.clockOffset = OptionalLong.of(100_000_000_010L);
        assertThat(of(1, 10).faults().get(0).began()).isEqualTo(Instant.ofEpochSecond(102, 15));
    }

    @Test
    void whereTheInputDoesNotTellNobodyKnowsWhenAFaultBegan() {
        assertThat(of(1, 10).faults().get(0).began()).isNull();
        capture.clockOffset = OptionalLong.of(100_000_000_010L);
        Fault unknown = new Fault().clear();
        assertThat(new SlowFault(capture, Event.UNKNOWN, 1, unknown).began()).isNull();
    }
}
