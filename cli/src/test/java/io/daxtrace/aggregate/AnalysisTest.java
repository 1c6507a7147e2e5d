package io.daxtrace.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.LossAccount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private static Group group(long faults) {
        return new Group(Map.of(), new FaultCounts(faults, 0, faults, 0, 0, 0, 0, 0), List.of());
    }

    private static Analysis analysis(LossAccount loss, Capture... inputs) {
        return new Analysis(List.of(inputs), loss, List.of(group(300), group(500)));
    }

    @Test
    void itsFaultsAreThoseOfAllGroups() {
        assertThat(analysis(new LossAccount()).faults()).isEqualTo(800);
    }

    /** Of 800 operations eight without a partner may have been under way, nine may not: 2 records and 9 operations. */
    @Test
    void howManyAreMissingDependsOnHowManyThereAre() {
        LossAccount loss = new LossAccount();
        loss.ringFull = 2;
        loss.unmatchedEntries = 8;
        assertThat(analysis(loss).mostLost()).isEqualTo(2);
        loss.unmatchedEntries = 9;
        assertThat(analysis(loss).mostLost()).isEqualTo(11);
        loss.kernelDropped = 1;
        assertThat(analysis(loss).mostLost()).isZero();
    }

    @Test
    void anythingLostOrCutOffMakesItIncomplete() {
        Capture cut = new Capture("cut");
        cut.truncated("ends early");
        LossAccount loss = new LossAccount();
        loss.clamped = 1;
        assertThat(analysis(new LossAccount(), new Capture("whole")).complete()).isTrue();
        assertThat(analysis(loss, new Capture("whole")).complete()).isFalse();
        assertThat(analysis(new LossAccount(), new Capture("whole"), cut).complete())
                .isFalse();
    }

    @Test
    void countsOfTwoPartsAddUp() {
        FaultCounts sum = new FaultCounts(1, 2, 3, 4, 5, 6, 7, 8).plus(new FaultCounts(10, 20, 30, 40, 50, 60, 70, 80));
        assertThat(sum).isEqualTo(new FaultCounts(11, 22, 33, 44, 55, 66, 77, 88));
    }
}
