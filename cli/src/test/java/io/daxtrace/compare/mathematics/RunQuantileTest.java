package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.compare.Samples;
import org.junit.jupiter.api.Test;

/** By hand: the ten latencies 10, 20 ... 100. */
class RunQuantileTest {
    private static final Sample TEN = Samples.sample(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);

    @Test
    void itIsTheValueOfItsRank() {
        RunQuantile median = new RunQuantile(TEN, 0.5, 1);
        assertThat(median.low()).isEqualTo(50);
        assertThat(median.value()).isEqualTo(50);
        assertThat(median.high()).isEqualTo(50);
        assertThat(median.effectiveCount()).isEqualTo(10);
    }

    /**
     * Of ten throws of a coin at most two are heads with probability 56/1024, at most one with 11/1024, none with 1/1024; the
     * tails beyond 1.6 and 2 and 3.2 are 0.055, 0.023 and 0.0007.
     */
    @Test
    void itsBoundsAreOrderStatistics() {
        RunQuantile median = new RunQuantile(TEN, 0.5, 1);
        assertThat(median.lower(1.59)).isEqualTo(30);
        assertThat(median.upper(1.59)).isEqualTo(80);
        assertThat(median.lower(2)).isEqualTo(20);
        assertThat(median.upper(2)).isEqualTo(90);
        assertThat(median.lower(3.2)).isZero();
        assertThat(median.upper(3.2)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void aHistogramIsWorthItsShareOfValues() {
        Sample histogram = Samples.weighted(new long[] {10, 20, 30}, new long[] {10, 20, 10});
        assertThat(new RunQuantile(histogram, 0.5, 0.25).effectiveCount()).isEqualTo(10);
        assertThat(new RunQuantile(histogram, 0.5, 0.001).effectiveCount()).isEqualTo(1);
    }

    /** With two missing, the quantile may be the value two ranks further down or up. */
    @Test
    void missingLatenciesMoveTheRank() {
        Sample lossy = TEN.withLost(2);
        RunQuantile median = new RunQuantile(lossy, 0.5, 1);
        assertThat(median.low()).isEqualTo(30);
        assertThat(median.value()).isEqualTo(50);
        assertThat(median.high()).isEqualTo(70);
        assertThat(new RunQuantile(lossy, 0.3, 1).low()).isEqualTo(10);
        assertThat(new RunQuantile(lossy, 0.8, 1).high()).isEqualTo(100);
    }

    @Test
    void aRankWithinTheMissingOnesIsNotBounded() {
        Sample lossy = TEN.withLost(2);
        assertThat(new RunQuantile(lossy, 0.2, 1).low()).isZero();
        assertThat(new RunQuantile(lossy, 0.2, 1).high()).isEqualTo(40);
        assertThat(new RunQuantile(lossy, 0.9, 1).low()).isEqualTo(70);
        assertThat(new RunQuantile(lossy, 0.9, 1).high()).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
