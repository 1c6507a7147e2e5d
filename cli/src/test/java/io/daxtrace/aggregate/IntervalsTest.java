package io.daxtrace.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By hand, in intervals of 100 ns; MomentsTest has brute force. */
class IntervalsTest {
    private final OperationClock clock = new OperationClock();
    private final Capture capture = new Capture("capture");

    private Intervals intervals(String... by) {
        Intervals intervals = new Intervals(100, List.of(by));
        intervals.input(capture, clock);
        return intervals;
    }

    private Fault fault(long start, long total) {
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.ASYNC;
        fault.start = start;
        fault.total = total;
        clock.advance(fault);
        return fault;
    }

    private FsyncCall call(long start, long duration) {
        FsyncCall call = new FsyncCall().clear();
        call.start = start;
        call.duration = duration;
        clock.advance(call);
        return call;
    }

    private static List<Long> faults(Intervals intervals) {
        return intervals.rows().stream()
                .map(row -> row.groups().stream()
                        .mapToLong(group -> group.faults().total())
                        .sum())
                .toList();
    }

    /** From the first operation's beginning at 1050: ends at 1149, 1150 and 1449, the second interval of which is empty. */
    @Test
    void anIntervalEndsWhereTheNextBegins() {
        Intervals intervals = intervals();
        intervals.fault(fault(1050, 99));
        intervals.fault(fault(1050, 100));
        intervals.fault(fault(1060, 100));
        intervals.fault(fault(1400, 49));
        intervals.inputEnded(capture);
        assertThat(intervals.origin()).isEqualTo(1050);
        assertThat(intervals.rows()).extracting(Interval::start).containsExactly(1050L, 1150L, 1250L, 1350L);
        assertThat(intervals.rows()).extracting(Interval::end).containsExactly(1150L, 1250L, 1350L, 1450L);
        assertThat(faults(intervals)).containsExactly(1L, 2L, 0L, 1L);
        assertThat(intervals.tooMany()).isZero();
    }

    /** What is not selected sets the clock all the same, so that all offsets are from the same origin. */
    @Test
    void theFirstRowIsThatOfTheFirstSelectedOperation() {
        Intervals intervals = intervals();
        fault(1000, 10);
        intervals.fault(fault(701_000, 10));
        intervals.fault(fault(901_000, 10));
        intervals.inputEnded(capture);
        assertThat(intervals.rows()).hasSize(2001);
        assertThat(intervals.rows().get(0).start()).isEqualTo(701_000);
        assertThat(intervals.tooMany()).isZero();
    }

    /** Rows from the first one on up to the ten thousandth; what ends later is only counted, and so is what ends as long before. */
    @Test
    void whatEndsTenThousandIntervalsAwayIsInNoRow() {
        Intervals intervals = intervals();
        fault(0, 10);
        intervals.fault(fault(2_000_000, 1));
        intervals.fault(fault(2_000_000 + 999_900, 1));
        assertThat(intervals.tooMany()).isZero();
        intervals.fault(fault(2_000_000 + 1_000_000, 1));
        assertThat(intervals.tooMany()).isEqualTo(10_001);
        intervals.fault(fault(1_000_000, 1));
        intervals.fsync(call(500_000, 1));
        intervals.inputEnded(capture);
        assertThat(intervals.tooMany()).isEqualTo(15_001);
        assertThat(intervals.rows()).hasSize(10_000);
        assertThat(faults(intervals).stream().mapToLong(n -> n).sum()).isEqualTo(2);
        assertThat(faults(intervals).get(0)).isEqualTo(1);
        assertThat(faults(intervals).get(9999)).isEqualTo(1);
    }

    /** What ends late is added to its interval, group by group. */
    @Test
    void whatEndsAfterItsSuccessorsIsStillInItsInterval() {
        Intervals intervals = intervals("tid");
        for (long end : new long[] {10, 110, 20, 120, 30}) {
            Fault fault = fault(0, end);
            fault.tid = end == 20 ? 2 : 1;
            intervals.fault(fault);
        }
        intervals.fsync(call(0, 115));
        intervals.inputEnded(capture);
        assertThat(intervals.rows().get(0).groups())
                .extracting(
                        group -> group.key().get("tid") + ": " + group.faults().total())
                .containsExactly("1: 2", "2: 1");
        assertThat(intervals.rows().get(1).groups())
                .extracting(
                        group -> group.key().get("tid") + ": " + group.faults().total())
                .containsExactly("1: 2", "0: 0");
    }

    @Test
    void everyIntervalIsGroupedByTheInputsLabelsAndAsExactAsItsClock() {
        capture.labels().put("kernel", "6.1");
        capture.resolution = 1000;
        Intervals intervals = intervals("kernel");
        intervals.fault(fault(0, 10));
        intervals.fault(fault(0, 210));
        intervals.inputEnded(capture);
        for (int row : new int[] {0, 2}) {
            Group group = intervals.rows().get(row).groups().get(0);
            assertThat(group.key()).isEqualTo(Map.of("kernel", "6.1"));
            assertThat(group.metrics().get(0).distribution().unit()).isEqualTo(1000);
        }
        assertThat(intervals.rows().get(1).groups()).isEmpty();
    }

    @Test
    void operationsBeforeAnyKnownTimeAreInTheFirstInterval() {
        Intervals intervals = intervals();
        intervals.fault(fault(Event.UNKNOWN, 5));
        intervals.fault(fault(1000, 10));
        intervals.inputEnded(capture);
        assertThat(faults(intervals)).containsExactly(2L);
        assertThat(intervals.rows().get(0).start()).isEqualTo(1000);
    }

    @Test
    void withoutOperationsThereAreNoRows() {
        Intervals intervals = intervals();
        intervals.inputEnded(capture);
        assertThat(intervals.rows()).isEmpty();
        assertThat(intervals.origin()).isEqualTo(Event.UNKNOWN);
    }
}
