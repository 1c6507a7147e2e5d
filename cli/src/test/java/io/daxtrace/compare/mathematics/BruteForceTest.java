package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.daxtrace.compare.Samples;
import io.daxtrace.distribution.Distribution;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is computed by counts against loops over all pairs and all points. */
class BruteForceTest {
    private final Random random = new Random(4);

    @Test
    void a12AndDistancesOfSingleValues() {
        for (int i = 0; i < 300; i++) {
            long[] base = values(1 + random.nextInt(30), 40);
            long[] candidate = values(1 + random.nextInt(30), 50);
            Sample b = Samples.sample(base);
            Sample c = Samples.sample(candidate);
            if (b.unit() == 1 && c.unit() == 1) {
                assertPoint(Dominance.a12(b, c), a12(base, candidate));
                assertPoint(KolmogorovDistance.of(b, c), kolmogorov(base, candidate));
                assertPoint(Wasserstein.of(b, c), wasserstein(base, candidate));
            }
        }
    }

    /** Whatever values the buckets hide, the statistic of the values lies in the interval that the buckets give. */
    @Test
    void bucketsEncloseTheStatisticsOfTheirValues() {
        for (int i = 0; i < 300; i++) {
            long[] base = values(1 + random.nextInt(30), 500);
            long[] candidate = values(1 + random.nextInt(30), 500);
            long width = 1L + random.nextInt(100);
            Sample b = Samples.sample(bucketed(base, width, random.nextBoolean()));
            Sample c = Samples.sample(bucketed(candidate, 1 + random.nextInt(100), random.nextBoolean()));
            assertEncloses(Dominance.a12(b, c), a12(base, candidate));
            assertEncloses(KolmogorovDistance.of(b, c), kolmogorov(base, candidate));
            assertEncloses(Wasserstein.of(b, c), wasserstein(base, candidate));
        }
    }

    @Test
    void theLargestVarianceIsNeverExceededAndSometimesReached() {
        double closest = 0;
        for (int i = 0; i < 300; i++) {
            long[] values = values(1 + random.nextInt(12), 200);
            Distribution known = bucketed(values, 1 + random.nextInt(80), true);
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance = Arrays.stream(values)
                            .mapToDouble(v -> (v - mean) * (v - mean))
                            .sum()
                    / values.length;
            double bound = LargestVariance.of(Samples.sample(known), mean, mean);
            assertThat(bound).isGreaterThanOrEqualTo(variance * (1 - 1e-9) - 1e-9);
            closest = Math.max(closest, bound == 0 ? 0 : variance / bound);
        }
        assertThat(closest).isGreaterThan(0.95);
    }

    /** Half of the values at each end of one bucket: no arrangement with that mean has more variance. */
    @Test
    void theLargestVarianceOfOneBucketIsKnown() {
        Distribution bucket =
                new Distribution.Builder(1).bucket(100, 201, 10).sum(1500).build();
        assertThat(LargestVariance.of(Samples.sample(bucket), 150, 150)).isCloseTo(2500, within(1e-9));
    }

    /** AR(1) with coefficient r is worth n (1 - r) / (1 + r) for its mean. */
    @Test
    void theEffectiveSizeOfACorrelatedSeries() {
        for (double r : new double[] {0.5, 0.9}) {
            int n = 200_000;
            long[] series = new long[n];
            double state = 0;
            for (int i = 0; i < n; i++) {
                state = r * state + Math.sqrt(1 - r * r) * random.nextGaussian();
                series[i] = Math.round(100_000 + 10_000 * state);
            }
            double expected = n * (1 - r) / (1 + r);
            assertThat(EffectiveSampleSize.ofMean(series)).isBetween(expected * 0.6, expected * 1.15);
        }
    }

    @Test
    void anIndependentSeriesIsWorthNearlyAllItsValues() {
        long[] series = random.longs(100_000, 1, 1_000_000).toArray();
        assertThat(EffectiveSampleSize.ofMean(series)).isBetween(60_000.0, 100_000.0);
        assertThat(EffectiveSampleSize.ofShare(series, 990_000)).isBetween(60_000.0, 100_000.0);
    }

    @Test
    void ticksAreFoundInTheValues() {
        assertThat(ClockTick.of(
                        random.longs(50, 1, 1000).map(v -> v * 40).sorted().toArray()))
                .isEqualTo(40);
        assertThat(ClockTick.of(random.longs(50, 1, 1_000_000).sorted().toArray()))
                .isEqualTo(1);
        assertThat(ClockTick.of(new long[50])).isEqualTo(1);
    }

    /** At the edges of the quantile's definition. */
    @Test
    void ranks() {
        Sample ten = Samples.sample(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(ten.rank(0.9)).isEqualTo(9);
        assertThat(ten.rank(0.91)).isEqualTo(10);
        assertThat(ten.rank(0.5)).isEqualTo(5);
        assertThat(ten.rank(0.001)).isEqualTo(1);
    }

    private long[] values(int n, int bound) {
        return random.longs(n, 1, bound).toArray();
    }

    private static Distribution bucketed(long[] values, long width, boolean withExtremes) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        Distribution.Builder builder = new Distribution.Builder(8);
        for (int i = 0; i < sorted.length; ) {
            long bucket = sorted[i] / width;
            int from = i;
            while (i < sorted.length && sorted[i] / width == bucket) {
                i++;
            }
            builder.bucket(bucket * width, (bucket + 1) * width, i - from);
        }
        if (withExtremes) {
            builder.min(sorted[0]).max(sorted[sorted.length - 1]);
        }
        return builder.build();
    }

    private static double a12(long[] base, long[] candidate) {
        double more = 0;
        for (long b : base) {
            for (long c : candidate) {
                more += c > b ? 1 : c == b ? 0.5 : 0;
            }
        }
        return more / base.length / candidate.length;
    }

    private static double share(long[] values, long upTo) {
        return (double) Arrays.stream(values).filter(v -> v <= upTo).count() / values.length;
    }

    private static double kolmogorov(long[] base, long[] candidate) {
        double most = 0;
        for (long x = 0; x <= 600; x++) {
            most = Math.max(most, Math.abs(share(base, x) - share(candidate, x)));
        }
        return most;
    }

    private static double wasserstein(long[] base, long[] candidate) {
        double area = 0;
        for (long x = 0; x <= 600; x++) {
            area += Math.abs(share(base, x) - share(candidate, x));
        }
        return area;
    }

    private static void assertPoint(Interval interval, double expected) {
        assertThat(interval.low()).isCloseTo(expected, within(1e-9 * (1 + expected)));
        assertThat(interval.high()).isCloseTo(expected, within(1e-9 * (1 + expected)));
    }

    private static void assertEncloses(Interval interval, double value) {
        assertThat(interval.low()).isLessThanOrEqualTo(value + 1e-9);
        assertThat(interval.high()).isGreaterThanOrEqualTo(value - 1e-9);
    }
}
