package io.daxtrace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.event.LossAccount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossTextTest {
    private static Analysis analysis(LossAccount loss) {
        Group one = new Group(Map.of(), new FaultCounts(15_000, 10_000, 5_000, 0, 15_000, 0, 0, 0), List.of());
        Group other = new Group(Map.of(), new FaultCounts(5_000, 0, 5_000, 0, 5_000, 0, 0, 0), List.of());
        return new Analysis(List.of(), loss, List.of(one, other));
    }

    @Test
    void lossIsToldInFaultsToo() {
        LossAccount loss = new LossAccount();
        assertThat(LossText.state(analysis(loss))).isEqualTo("complete: nothing was lost");
        loss.lostFaults = 3;
        loss.missedProbes = 4;
        assertThat(LossText.state(analysis(loss)))
                .startsWith("INCOMPLETE: 3 of 20,003 faults lost, 4 probe runs missed; ");
        assertThat(LossText.of(loss)).isEqualTo("3 faults lost, 4 probe runs missed");
    }
}
