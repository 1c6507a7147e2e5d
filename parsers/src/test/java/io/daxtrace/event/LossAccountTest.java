package io.daxtrace.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossAccountTest {
    private final LossAccount loss = new LossAccount();

    @Test
    void whatIsMissingIsBoundedByWhatWasCounted() {
        assertThat(loss.mostLost(1000)).hasValue(0);
        loss.ringFull = 3;
        assertThat(loss.mostLost(1000)).hasValue(3);
        loss.mapFull = 4;
        assertThat(loss.mostLost(1000)).hasValue(7);
        loss.missedProbes = 5;
        assertThat(loss.mostLost(1000)).hasValue(17);
        loss.clamped = 100;
        assertThat(loss.mostLost(1000)).hasValue(17);
    }

    /** They are among the others, which where the kernel counts no missed probe runs are not all there is. */
    @Test
    void faultsKnownToBeLostAreMissing() {
        loss.lostFaults = 6;
        assertThat(loss.mostLost(1000)).hasValue(6);
        loss.ringFull = 6;
        assertThat(loss.mostLost(1000)).hasValue(6);
        loss.missedProbes = 1;
        assertThat(loss.mostLost(1000)).hasValue(8);
    }

    /** Of 1000 operations ten may have been under way; of few, two. */
    @Test
    void operationsUnderWayAreNotMissing() {
        loss.unmatchedEntries = 6;
        loss.unmatchedReturns = 4;
        assertThat(loss.mostLost(1000)).hasValue(0);
        loss.unmatchedReturns = 5;
        assertThat(loss.mostLost(1000)).hasValue(11);
        loss.unmatchedEntries = 1;
        loss.unmatchedReturns = 1;
        assertThat(loss.mostLost(10)).hasValue(0);
        loss.unmatchedReturns = 2;
        assertThat(loss.mostLost(10)).hasValue(3);
    }

    @Test
    void noCountOverflows() {
        loss.missedProbes = Long.MAX_VALUE - 1;
        loss.ringFull = 5;
        loss.unmatchedEntries = Long.MAX_VALUE;
        loss.unmatchedReturns = Long.MAX_VALUE;
        assertThat(loss.mostLost(1000)).hasValue(Long.MAX_VALUE);
    }

    @Test
    void nobodyKnowsWhatTheKernelDropped() {
        loss.kernelDropped = 1;
        assertThat(loss.mostLost(1_000_000)).isEmpty();
    }
}
