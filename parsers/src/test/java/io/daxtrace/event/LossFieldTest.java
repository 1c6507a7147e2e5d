package io.daxtrace.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The names are those of design.md's {@code loss}; each has a number of its own. */
class LossFieldTest {
    private static LossAccount account() {
        LossAccount loss = new LossAccount();
        loss.kernelDropped = 1;
        loss.ringFull = 2;
        loss.mapFull = 4;
        loss.missedProbes = 8;
        loss.unmatchedEntries = 16;
        loss.unmatchedReturns = 32;
        loss.clamped = 64;
        loss.lostFaults = 128;
        return loss;
    }

    @Test
    void eachNameIsItsOwnCount() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (LossField field : LossField.values()) {
            counts.put(field.word(), field.get(account()));
        }
        assertThat(counts)
                .isEqualTo(Map.of(
                        "kernel_dropped", 1L,
                        "ring_full", 2L,
                        "map_full", 4L,
                        "missed_probes", 8L,
                        "unmatched_entries", 16L,
                        "unmatched_returns", 32L,
                        "clamped", 64L,
                        "lost_faults", 128L));
    }

    @Test
    void whatIsSetIsWhatIsRead() {
        LossAccount copy = new LossAccount();
        for (LossField field : LossField.values()) {
            field.set(copy, field.get(account()));
        }
        assertThat(copy.ringFull).isEqualTo(2);
        assertThat(copy.mapFull).isEqualTo(4);
        assertThat(copy).usingRecursiveComparison().isEqualTo(account());
    }
}
