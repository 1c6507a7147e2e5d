package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.mathematics.RunStatistic;
import io.daxtrace.compare.mathematics.Sample;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyHistogram;
import io.daxtrace.distribution.QuantileInterval;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Latencies of real captures, some of them left out at random where it hurts most, or two taken for one: what is true of all of them lies in the
 * interval of those that are left.
 */
class MissingFaultsTest {
    private static final List<String> CAPTURES = List.of(
            "trace-cmd/6.1-ext4/empty-idle-sync.dat",
            "trace-cmd/6.1-ext4/prealloc-load-sync.dat",
            "trace-cmd/7.2-xfs/empty-load-sync.dat",
            "trace-cmd/7.2-xfs/prealloc-idle-nosync.dat");

    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};
    private static final int SEEDS = 40;

    private int missedWithout;

    /** Which latencies are missing, of ascending ones: so many from rank {@code from} on. */
    private static long[] without(long[] ascending, int from, int lost) {
        long[] left = new long[ascending.length - lost];
        System.arraycopy(ascending, 0, left, 0, from);
        System.arraycopy(ascending, from + lost, left, from, left.length - from);
        return left;
    }

    private static long[] withoutAny(long[] values, int lost, Random random) {
        long[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long swapped = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swapped;
        }
        return Arrays.copyOf(shuffled, shuffled.length - lost);
    }

    /** Two at a time are one, as long as both and some more: so does a skipped program join them. */
    private static long[] joined(long[] values, int pairs, Random random) {
        long[] shuffled = withoutAny(values, 0, random);
        long[] left = Arrays.copyOf(shuffled, shuffled.length - pairs);
        for (int i = 0; i < pairs; i++) {
            left[i] = shuffled[i] + shuffled[shuffled.length - 1 - i] + random.nextInt(100_000);
        }
        return left;
    }

    @Test
    void theTruthLiesInTheWidenedInterval() throws IOException {
        int metrics = 0;
        for (String capture : CAPTURES) {
            Run run = new InputReader(true).run(CaptureFiles.sample(capture), Map.of(), List.of(), true);
            for (Metric metric : run.groups().get(0).metrics()) {
                metrics++;
                check(metric.values());
            }
        }
        assertThat(metrics).isGreaterThan(12);
        // the same intervals without the widening are wrong: this test can fail
        assertThat(missedWithout).isGreaterThan(100);
    }

    private void check(long[] values) {
        long[] all = values.clone();
        Arrays.sort(all);
        for (int lost : new int[] {1, 3, all.length / 20, all.length / 3}) {
            if (lost >= all.length) {
                continue;
            }
            check(all, without(all, 0, lost), lost);
            check(all, without(all, all.length - lost, lost), lost);
            check(all, without(all, (all.length - lost) / 2, lost), lost);
            for (int seed = 0; seed < SEEDS; seed++) {
                check(all, withoutAny(all, lost, new Random(seed)), lost);
                check(all, joined(all, lost / 2, new Random(seed)), lost);
            }
        }
    }

    private void check(long[] all, long[] left, int lost) {
        LatencyHistogram histogram = new LatencyHistogram();
        Arrays.stream(left).forEach(histogram::record);
        Distribution counted = histogram.snapshot(1);
        for (double q : QUANTILES) {
            long truth = all[(int) Math.ceil(q * all.length * (1 - 1e-15)) - 1];
            assertThat(holds(counted.quantile(q, lost), truth))
                    .as("%s of %s, %s lost", q, all.length, lost)
                    .isTrue();
            missedWithout += holds(counted.quantile(q), truth) ? 0 : 1;
            for (Sample sample : List.of(Sample.of(counted, null), Sample.of(counted, left))) {
                String name = "p" + (q == 0.999 ? "99.9" : Math.round(100 * q));
                assertHolds(Statistic.of(name).of(sample.withLost(lost), 1), truth);
            }
        }
        double mean = Arrays.stream(all).average().orElseThrow();
        assertHolds(Statistic.MEAN.of(Sample.of(counted, left).withLost(lost), 1), mean);
    }

    private static boolean holds(QuantileInterval interval, long value) {
        return interval.lo() <= value && value < interval.hi();
    }

    private static void assertHolds(RunStatistic statistic, double truth) {
        assertThat(statistic.low()).isLessThanOrEqualTo(truth * (1 + 1e-12));
        assertThat(statistic.high()).isGreaterThanOrEqualTo(truth * (1 - 1e-12));
        assertThat(statistic.lower(1.96)).isLessThanOrEqualTo(statistic.low());
        assertThat(statistic.upper(1.96)).isGreaterThanOrEqualTo(statistic.high());
    }
}
