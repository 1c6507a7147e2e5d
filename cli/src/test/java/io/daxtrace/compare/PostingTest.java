package io.daxtrace.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.mathematics.Beside;
import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The blocks of the posting that MAP_SYNC was proposed with, in microseconds. */
class PostingTest {
    private static final Metric PREALLOCATED = Samples.posting(
            "Preallocated file", 5, 6, 42, new long[][] {{4, 7, 398}, {8, 15, 110}, {16, 31, 2}, {32, 63, 2}});
    private static final Metric PREALLOCATED_SYNC = Samples.posting(
            "Preallocated file, MAP_SYNC", 10, 10, 43, new long[][] {{8, 15, 509}, {16, 31, 2}, {32, 63, 1}});
    private static final Metric EMPTY =
            Samples.posting("File empty", 21, 23, 76, new long[][] {{16, 31, 503}, {32, 63, 8}, {64, 127, 1}});
    private static final Metric EMPTY_SYNC =
            Samples.posting("File empty, MAP_SYNC", 91, 108, 234, new long[][] {{64, 127, 467}, {128, 255, 45}});
    private static final Metric EMPTY_LOAD =
            Samples.posting("File empty, load", 21, 23, 67, new long[][] {{16, 31, 507}, {32, 63, 4}, {64, 127, 1}});
    private static final Metric EMPTY_LOAD_SYNC =
            Samples.posting("File empty, load, MAP_SYNC", 94, 112, 181, new long[][] {{64, 127, 489}, {128, 255, 23}});

    @Test
    void theMeanOfMapSyncOnAnEmptyFile() throws Exception {
        StatisticResult mean = statistic(compare(EMPTY, EMPTY_SYNC, 0), "mean");
        assertThat(mean.interval().low()).isGreaterThanOrEqualTo(4.2);
        assertThat(mean.interval().high()).isLessThanOrEqualTo(5.1);
        // 108/24 and 109/23, from the printed averages alone
        assertThat(mean.identified().low()).isBetween(4.49, 4.51);
        assertThat(mean.identified().high()).isBetween(4.73, 4.75);
        assertThat(mean.verdict()).isEqualTo(Verdict.REGRESSED);
    }

    @Test
    void everyMapSyncFaultIsSlowerThanEveryOther() throws Exception {
        Beside beside =
                compare(EMPTY, EMPTY_SYNC, 0).cells().get(0).metrics().get(0).beside();
        assertThat(beside.a12()).isEqualTo(new Interval(1, 1));
        assertThat(beside.kolmogorov()).isEqualTo(new Interval(1, 1));
    }

    @Test
    void theSameIsDecidedWithTheNoiseOfRuns() throws Exception {
        Comparison comparison = compare(EMPTY, EMPTY_SYNC, 0.1);
        assertThat(comparison.verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(statistic(comparison, "p50").verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(compare(EMPTY_LOAD, EMPTY_LOAD_SYNC, 0.1).verdict()).isEqualTo(Verdict.REGRESSED);
    }

    /** The intervals of the report that the method was chosen by; it computed them with other code. */
    @Test
    void quantileIntervals() throws Exception {
        StatisticResult p50 = statistic(compare(EMPTY, EMPTY_SYNC, 0), "p50");
        assertThat(p50.interval().low()).isBetween(2.80, 2.90);
        assertThat(p50.interval().high()).isBetween(6.0, 6.15);
        StatisticResult p99 = statistic(compare(EMPTY, EMPTY_SYNC, 0), "p99");
        assertThat(p99.interval().low()).isBetween(1.6, 1.75);
        assertThat(p99.interval().high()).isBetween(11.0, 11.4);
    }

    @Test
    void loadAloneIsAMatterOfResolution() throws Exception {
        for (double noise : new double[] {0, 0.1}) {
            Comparison comparison = compare(EMPTY, EMPTY_LOAD, noise);
            StatisticResult p50 = statistic(comparison, "p50");
            assertThat(p50.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(p50.reason()).isEqualTo(Verdict.Reason.RESOLUTION);
            assertThat(comparison.has(Verdict.REGRESSED)).isFalse();
            assertThat(comparison.has(Verdict.IMPROVED)).isFalse();
        }
    }

    @Test
    void preallocatedFilesAreNotCalledSlowerByTheirMedian() throws Exception {
        StatisticResult p50 = statistic(compare(PREALLOCATED, PREALLOCATED_SYNC, 0.1), "p50");
        // 5-7.999 us against 10-15.999 us: slower, but the lower end is within the noise of two runs
        assertThat(p50.identified().low()).isGreaterThan(1);
        assertThat(p50.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void theLastRankOf512IsNoP999() throws Exception {
        StatisticResult p999 = statistic(compare(EMPTY, EMPTY_SYNC, 0), "p99.9");
        assertThat(p999.reason()).isEqualTo(Verdict.Reason.TAIL_N);
        assertThat(p999.gating()).isFalse();
    }

    private static Comparison compare(Metric base, Metric candidate, double noise) throws Exception {
        Run b = Samples.run("base.txt", Map.of(), base);
        Run c = Samples.run("candidate.txt", Map.of(), candidate);
        return new Comparer(ComparisonOptions.defaults().withRunNoise(noise)).compare(List.of(b), List.of(c));
    }

    private static StatisticResult statistic(Comparison comparison, String name) {
        return comparison.cells().get(0).metrics().get(0).statistics().stream()
                .filter(s -> s.statistic().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
