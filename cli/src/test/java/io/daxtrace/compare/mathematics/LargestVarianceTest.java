package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.daxtrace.compare.Samples;
import io.daxtrace.distribution.Distribution;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LargestVarianceTest {
    private static final Sample TWO_BUCKETS = Samples.sample(
            new Distribution.Builder(2).bucket(10, 21, 1).bucket(30, 51, 2).build());

    @Test
    void singleValuesHaveOneVariance() {
        // (2^2 + 4^2 + 6^2 + 0) / 4 around 10
        assertThat(LargestVariance.of(Samples.sample(12, 6, 16, 10), 10, 10)).isCloseTo(14, within(1e-9));
        assertThat(LargestVariance.of(Samples.sample(1, 3), 2, 2)).isCloseTo(1, within(1e-9));
    }

    /** Every arrangement of three values in the two buckets, by their sum. */
    @Test
    void withTheMeanKnownItIsThatOfTheWorstArrangement() {
        double[] largest = new double[200];
        Arrays.fill(largest, -1);
        for (int a = 10; a <= 20; a++) {
            for (int b = 30; b <= 50; b++) {
                for (int c = b; c <= 50; c++) {
                    double mean = (a + b + c) / 3.0;
                    double variance = (a * a + b * b + c * c) / 3.0 - mean * mean;
                    largest[a + b + c] = Math.max(largest[a + b + c], variance);
                }
            }
        }
        // where the programme has all values but none at ends: the sums at which one value has moved whole
        for (int sum : new int[] {70, 90, 110, 120}) {
            assertThat(LargestVariance.of(TWO_BUCKETS, sum / 3.0, sum / 3.0))
                    .as("sum of " + sum)
                    .isCloseTo(largest[sum], within(1e-9));
        }
        for (int sum = 70; sum <= 120; sum++) {
            assertThat(LargestVariance.of(TWO_BUCKETS, sum / 3.0, sum / 3.0))
                    .as("sum of " + sum)
                    .isGreaterThanOrEqualTo(largest[sum] - 1e-9);
        }
    }

    /** With the mean anywhere from 23 1/3 to 40, the mean square of the farthest distances from the middle, 31 2/3. */
    @Test
    void withTheMeanUnknownItIsTheLargestDistanceFromTheMiddle() {
        double centre = (70 / 3.0 + 40) / 2;
        double expected = (Math.pow(centre - 10, 2) + 2 * Math.pow(50 - centre, 2)) / 3;
        assertThat(LargestVariance.of(TWO_BUCKETS, 70 / 3.0, 40)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void anOpenBucketBoundsNoVariance() {
        Sample open = Samples.sample(new Distribution.Builder(2)
                .bucket(10, 21, 1)
                .bucket(30, Distribution.OPEN, 2)
                .build());
        assertThat(LargestVariance.of(open, 25, 30)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
