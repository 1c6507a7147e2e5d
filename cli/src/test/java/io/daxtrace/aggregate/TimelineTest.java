package io.daxtrace.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import org.junit.jupiter.api.Test;

/** By hand; MomentsTest has brute force. */
class TimelineTest {
    private final OperationClock clock = new OperationClock();
    private final Timeline timeline = new Timeline();

    TimelineTest() {
        timeline.input(new Capture("capture"), clock);
    }

    private void ends(long end, long total) {
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.ASYNC;
        fault.start = end - total;
        fault.total = total;
        clock.advance(fault);
        timeline.fault(fault);
    }

    /** Two latencies an octave: from 96, 128, 192 and 256 ns on. */
    @Test
    void aRowIsAStepAndAColumnHalfAnOctave() {
        ends(5_000_100, 100);
        ends(5_999_999, 127);
        ends(7_500_000, 130);
        ends(7_600_000, 255);
        ends(7_700_000, 192);
        assertThat(timeline.start()).isEqualTo(5_000_000);
        assertThat(timeline.step()).isEqualTo(1_000_000);
        assertThat(timeline.edges()).containsExactly(96, 128, 192, 256);
        assertThat(timeline.counts()).isDeepEqualTo(new long[][] {{2, 0, 0}, {0, 0, 0}, {0, 1, 2}});
    }

    @Test
    void theOuterColumnsHoldAllThatIsShorterOrLonger() {
        ends(1_000_000, 0);
        ends(1_000_000, 1);
        ends(1_000_000, 3);
        ends(1_000_000, 63);
        ends(1_000_000, 95);
        assertThat(timeline.edges()).containsExactly(64, 96);
        assertThat(timeline.counts()).isDeepEqualTo(new long[][] {{5}});
        ends(Timeline.MOST_STEPS * 1_000_000L, 1L << 40);
        assertThat(timeline.edges()).hasSize(Timeline.CELLS + 1).endsWith(3L << 34, 1L << 36);
    }

    /** Past 200 steps of a millisecond a step is two: what was in the first and second is in the first. */
    @Test
    void aLongerCaptureHasLongerSteps() {
        ends(100, 100);
        ends(1_500_000, 100);
        ends(2_500_000, 100);
        ends(199_999_999, 100);
        assertThat(timeline.step()).isEqualTo(1_000_000);
        assertThat(timeline.counts()).hasDimensions(200, 1);
        ends(200_000_000, 100);
        assertThat(timeline.step()).isEqualTo(2_000_000);
        long[][] counts = timeline.counts();
        assertThat(counts).hasDimensions(101, 1);
        assertThat(counts[0][0]).isEqualTo(2);
        assertThat(counts[1][0]).isEqualTo(1);
        assertThat(counts[99][0]).isEqualTo(1);
        assertThat(counts[100][0]).isEqualTo(1);
    }

    @Test
    void whatHasNoTimeOrFailedIsNotInIt() {
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.SYNC;
        fault.start = 5;
        timeline.fault(fault);
        fault.start = Event.UNKNOWN;
        fault.total = 5;
        timeline.fault(fault);
        fault.start = 5;
        fault.kind = Fault.Kind.FAILED;
        timeline.fault(fault);
        assertThat(timeline.isEmpty()).isTrue();
    }
}
