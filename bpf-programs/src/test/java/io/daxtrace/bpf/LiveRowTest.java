package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Part;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveRowTest {
    /** Two kinds of faults, four stages, and fsync calls by cause. */
    private static final int METRICS = 2 + 4 + FsyncCall.Cause.values().length;

    /** In each metric one value more than in the metric before, from {@code first} on. */
    private static LiveRow row(long failed, long pte, long pmd, long fallbacks, long retries, int first) {
        CountedLatency[] latencies = new CountedLatency[METRICS];
        for (int i = 0; i < latencies.length; i++) {
            latencies[i] = new CountedLatency(new long[] {first + i}, 0, 0, 0);
        }
        CountedLatency[] parts = new CountedLatency[Part.COUNT + Part.Stage.values().length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new CountedLatency(new long[] {first + i}, 0, 0, 0);
        }
        return new LiveRow(Map.of(), null, failed, pte, pmd, fallbacks, retries, latencies, parts);
    }

    private static LiveRow empty(long failed) {
        CountedLatency[] none = new CountedLatency[METRICS];
        Arrays.fill(none, CountedLatency.NONE);
        return new LiveRow(Map.of(), null, failed, 0, 0, 0, 0, none, new CountedLatency[0]);
    }

    @Test
    void whatWasAddedIsTheDifferenceOfEachCount() {
        LiveRow added = row(15, 26, 37, 48, 59, 20).since(row(10, 20, 30, 40, 50, 3));
        assertThat(added.failed()).isEqualTo(5);
        assertThat(added.pte()).isEqualTo(6);
        assertThat(added.pmd()).isEqualTo(7);
        assertThat(added.fallbacks()).isEqualTo(8);
        assertThat(added.retries()).isEqualTo(9);
        assertThat(added.latencies()).allMatch(latency -> latency.count() == 17);
        assertThat(added.parts()).hasSize(9).allMatch(latency -> latency.count() == 17);
    }

    /** The order of enum metric in record.h: FAULT_SYNC, FAULT_ASYNC, four stages, then a cause of fsync calls each. */
    @Test
    void metricsAreInTheOrderOfTheKernels() {
        LiveRow row = row(0, 0, 0, 0, 0, 1);
        assertThat(row.sync().count()).isEqualTo(1);
        assertThat(row.async().count()).isEqualTo(2);
        assertThat(row.map().count()).isEqualTo(3);
        assertThat(row.commit().count()).isEqualTo(4);
        assertThat(row.insert().count()).isEqualTo(5);
        assertThat(row.other().count()).isEqualTo(6);
        for (FsyncCall.Cause cause : FsyncCall.Cause.values()) {
            assertThat(row.fsync(cause).count()).isEqualTo(7 + cause.ordinal());
        }
    }

    /** The order of enum part and then of enum part_metric: the rests of commit, map and other. */
    @Test
    void partsAndRestsAreInTheOrderOfTheKernels() {
        LiveRow row = row(0, 0, 0, 0, 0, 1);
        for (Part part : Part.values()) {
            assertThat(row.part(part).count()).isEqualTo(1 + part.ordinal());
        }
        assertThat(row.rest(Part.Stage.COMMIT).count()).isEqualTo(7);
        assertThat(row.rest(Part.Stage.MAP).count()).isEqualTo(8);
        assertThat(row.rest(Part.Stage.OTHER).count()).isEqualTo(9);
        assertThat(empty(0).rest(Part.Stage.MAP).count()).isZero();
    }

    @Test
    void aRowInWhichOnlyFailuresWereCountedIsNotEmpty() {
        assertThat(empty(0).isEmpty()).isTrue();
        assertThat(empty(1).isEmpty()).isFalse();
        assertThat(row(0, 0, 0, 0, 0, 1).isEmpty()).isFalse();
    }
}
