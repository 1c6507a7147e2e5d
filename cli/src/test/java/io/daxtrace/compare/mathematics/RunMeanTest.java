package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.daxtrace.compare.Samples;
import io.daxtrace.distribution.Distribution;
import org.junit.jupiter.api.Test;

/** By hand. */
class RunMeanTest {
    private static final double CLOSE = 1e-9;

    private static Distribution.Builder twoBuckets(long to) {
        return new Distribution.Builder(2).bucket(100, 201, 1).bucket(300, to, 3);
    }

    @Test
    void singleValuesHaveAnExactMean() {
        RunMean mean = new RunMean(Samples.sample(10, 20, 30), 1);
        assertThat(mean.low()).isEqualTo(20);
        assertThat(mean.value()).isEqualTo(20);
        assertThat(mean.high()).isEqualTo(20);
        assertThat(mean.effectiveCount()).isEqualTo(3);
        double error = Math.sqrt(200.0 / 3 / 3);
        assertThat(mean.lower(2)).isCloseTo(20 - 2 * error, within(CLOSE));
        assertThat(mean.upper(2)).isCloseTo(20 + 2 * error, within(CLOSE));
    }

    @Test
    void noMeanIsBelowTheShortestLatency() {
        assertThat(new RunMean(Samples.sample(10, 20, 30), 1).lower(5)).isEqualTo(10);
    }

    /** Ten values from 100 to 200 with a sum from 1500 to 1599; worth half of their number. At a mean of 150 half is at each end. */
    @Test
    void aRoundedSumBoundsTheMeanOfABucket() {
        Distribution bucket = new Distribution.Builder(1)
                .bucket(100, 201, 10)
                .sum(1500)
                .sumError(99)
                .build();
        RunMean mean = new RunMean(Samples.sample(bucket), 0.5);
        assertThat(mean.low()).isCloseTo(150, within(CLOSE));
        assertThat(mean.high()).isCloseTo(159.9, within(CLOSE));
        assertThat(mean.value()).isCloseTo(154.95, within(CLOSE));
        assertThat(mean.effectiveCount()).isEqualTo(5);
        double error = Math.sqrt(2500.0 / 5);
        assertThat(mean.lower(1)).isCloseTo(150 - error, within(CLOSE));
        assertThat(mean.upper(1)).isCloseTo(159.9 + error, within(CLOSE));
        assertThat(mean.lower(3)).isEqualTo(100);
    }

    /** From (100 + 3 * 300) / 4 to (200 + 3 * 400) / 4; the farthest ends from 300 are 200, and three times 100, off. */
    @Test
    void withoutASumTheBucketsBoundTheMean() {
        RunMean mean = new RunMean(Samples.sample(twoBuckets(401).build()), 1);
        assertThat(mean.low()).isCloseTo(250, within(CLOSE));
        assertThat(mean.high()).isCloseTo(350, within(CLOSE));
        assertThat(mean.value()).isCloseTo(300, within(CLOSE));
        double error = Math.sqrt((200.0 * 200 + 3 * 100 * 100) / 4 / 4);
        assertThat(mean.lower(1)).isCloseTo(250 - error, within(CLOSE));
        assertThat(mean.upper(1)).isCloseTo(350 + error, within(CLOSE));
    }

    @Test
    void anOpenBucketLeavesTheMeanUnboundedAbove() {
        RunMean mean = new RunMean(Samples.sample(twoBuckets(Distribution.OPEN).build()), 1);
        assertThat(mean.low()).isCloseTo(250, within(CLOSE));
        assertThat(mean.value()).isCloseTo((150 + 3 * 300) / 4.0, within(CLOSE));
        assertThat(mean.high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(mean.lower(1)).isEqualTo(100);
        assertThat(mean.upper(1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** Two of six are missing: they may be 0, and two of the four longest may be there instead of two that are not. */
    @Test
    void missingLatenciesMayBeShortOrLong() {
        RunMean mean = new RunMean(Samples.sample(10, 20, 30, 40).withLost(2), 1);
        assertThat(mean.low()).isCloseTo((10 + 20) / 6.0, within(CLOSE));
        assertThat(mean.value()).isEqualTo(25);
        assertThat(mean.high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(mean.lower(0)).isCloseTo(5, within(CLOSE));
        assertThat(mean.lower(100)).isEqualTo(Sample.SHORTEST);
    }

    @Test
    void missingLatenciesAreTakenFromTheHighestBucketsFirst() {
        Sample sample = Samples.weighted(new long[] {10, 20, 30}, new long[] {1, 1, 5});
        assertThat(new RunMean(sample.withLost(3), 1).low()).isCloseTo((10 + 20 + 2 * 30) / 10.0, within(CLOSE));
        assertThat(new RunMean(sample.withLost(6), 1).low()).isEqualTo(Sample.SHORTEST);
        assertThat(new RunMean(sample.withLost(5), 1).low()).isCloseTo((10 + 20) / 12.0, within(CLOSE));
    }
}
