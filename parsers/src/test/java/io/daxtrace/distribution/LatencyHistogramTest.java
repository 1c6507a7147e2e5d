package io.daxtrace.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private static long[] latencies(Random random, int count) {
        return random.longs(count, 0, Long.MAX_VALUE)
                .map(v -> v >>> (23 + random.nextInt(40)))
                .toArray();
    }

    private static LatencyHistogram histogram(long... values) {
        LatencyHistogram histogram = new LatencyHistogram();
        Arrays.stream(values).forEach(histogram::record);
        return histogram;
    }

    @Test
    void countMinMaxAndSumAreExact() {
        Random random = new Random(21);
        for (int round = 0; round < 100; round++) {
            long[] values = latencies(random, 1 + random.nextInt(500));
            LatencyHistogram histogram = histogram(values);
            Distribution d = histogram.snapshot(1);

            assertThat(d.count()).isEqualTo(values.length).isEqualTo(histogram.count());
            assertThat(d.min()).isEqualTo(Arrays.stream(values).min().orElseThrow());
            assertThat(d.max()).isEqualTo(Arrays.stream(values).max().orElseThrow());
            assertThat(d.sum()).isEqualTo(Arrays.stream(values).sum()).isEqualTo(histogram.sum());
            for (int i = 0; i < d.buckets(); i++) {
                int bucket = i;
                assertThat(d.count(i))
                        .isEqualTo(Arrays.stream(values)
                                .filter(v -> v >= d.lo(bucket) && v < d.hi(bucket))
                                .count())
                        .isPositive();
            }
        }
    }

    @Test
    void everyQuantileLiesInItsInterval() {
        Random random = new Random(22);
        for (int round = 0; round < 100; round++) {
            long[] sorted = latencies(random, 1 + random.nextInt(500));
            Arrays.sort(sorted);
            Distribution d = histogram(sorted).snapshot(1);
            for (int rank = 1; rank <= sorted.length; rank++) {
                long value = sorted[rank - 1];
                QuantileInterval at = d.atRank(rank);
                assertThat(at.lo()).isLessThanOrEqualTo(value);
                assertThat(at.hi()).isGreaterThan(value);
                assertThat(at.value()).isBetween(at.lo(), at.hi() - 1);
                assertThat(at.hi() - at.lo()).isLessThanOrEqualTo(Math.max(1, value / 32 + 1));
            }
            for (double q : new double[] {0, 0.25, 0.5, 0.9, 0.99, 0.999, 1}) {
                int rank = (int) Math.max(1, Math.ceil(q * sorted.length));
                assertThat(d.quantile(q)).isEqualTo(d.atRank(rank));
            }
            assertThat(d.atRank(1)).isEqualTo(new QuantileInterval(sorted[0], sorted[0] + 1, sorted[0]));
            long last = sorted[sorted.length - 1];
            assertThat(d.atRank(sorted.length)).isEqualTo(new QuantileInterval(last, last + 1, last));
        }
    }

    @Test
    void valuesInMicrosecondsStandForAUnitMore() {
        Random random = new Random(23);
        long[] trueValues = latencies(random, 300);
        Arrays.sort(trueValues);
        long[] cut = Arrays.stream(trueValues).map(v -> v / 1000 * 1000).toArray();
        Distribution d = histogram(cut).snapshot(1000);
        for (int rank = 1; rank <= cut.length; rank++) {
            QuantileInterval at = d.atRank(rank);
            assertThat(at.lo()).isLessThanOrEqualTo(trueValues[rank - 1]);
            assertThat(at.hi()).isGreaterThan(trueValues[rank - 1]);
            assertThat(at.hi() - at.lo()).isGreaterThanOrEqualTo(1000);
        }
    }

    @Test
    void valuesBeyondTheLayoutAreClamped() {
        LatencyHistogram histogram = histogram(1, LogLinear.LIMIT - 1, LogLinear.LIMIT, LogLinear.LIMIT + 5);

        assertThat(histogram.clamped()).isEqualTo(2);
        Distribution d = histogram.snapshot(1);
        assertThat(d.count(d.buckets() - 1)).isEqualTo(3);
        assertThat(d.max()).isEqualTo(LogLinear.LIMIT + 5);
        assertThat(d.hi(d.buckets() - 1)).isEqualTo(LogLinear.LIMIT + 6);
        assertThatThrownBy(() -> histogram(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new LatencyHistogram().snapshot(1)).isEqualTo(Distribution.EMPTY);
    }

    @Test
    void noQuantileOfNothing() {
        assertThatThrownBy(() -> Distribution.EMPTY.quantile(0.5)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> histogram(4).snapshot(1).atRank(2)).isInstanceOf(IllegalArgumentException.class);
    }
}
