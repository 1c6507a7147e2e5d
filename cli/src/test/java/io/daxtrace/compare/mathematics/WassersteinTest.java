package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.compare.Samples;
import io.daxtrace.distribution.Distribution;
import org.junit.jupiter.api.Test;

class WassersteinTest {
    private static Sample openFrom(long from) {
        return Samples.sample(
                new Distribution.Builder(1).bucket(from, Distribution.OPEN, 1).build());
    }

    /** Nothing is certain of two values that may both be anything from 300 on. */
    @Test
    void openBucketsMayBeTheSameOrInfinitelyFarApart() {
        assertThat(Wasserstein.of(openFrom(100), openFrom(300))).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
    }

    /** Half of the values are at 100 on both sides; the other half moved by 200 at least. */
    @Test
    void theLeastDistanceIsCertainEvenWhereABucketIsOpen() {
        Sample base = Samples.weighted(new long[] {100}, new long[] {2});
        Sample candidate = Samples.sample(new Distribution.Builder(2)
                .bucket(100, 101, 1)
                .bucket(300, Distribution.OPEN, 1)
                .build());
        assertThat(Wasserstein.of(base, candidate)).isEqualTo(new Interval(100, Double.POSITIVE_INFINITY));
    }
}
