package io.daxtrace.compare.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.compare.Samples;
import io.daxtrace.compare.mathematics.KnownStatistic;
import io.daxtrace.compare.mathematics.LogRatio;
import io.daxtrace.compare.mathematics.RunLevelLogRatio;
import io.daxtrace.compare.mathematics.RunStatistic;
import io.daxtrace.compare.mathematics.Sample;
import io.daxtrace.compare.mathematics.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many runs would decide: against exact powers, against repetition, and where nothing tells. */
class RunsToDecideTest {
    private static final Band FIVE_PERCENT = new Band(0.05);
    private static final double ONE_SIDED = 0.025;

    /** The numbers are from scipy's noncentral t: the fewest runs with a power of 0.8, for spreads that are estimated. */
    @ParameterizedTest
    @CsvSource({
        "1.10, 0.03, 0.025, 8",
        "1.10, 0.03, 0.000625, 17",
        "1.10, 0.10, 0.025, 74",
        "1.20, 0.10, 0.005, 15",
        "1.07, 0.03, 0.025, 41"
    })
    void asManyAsTheNoncentralTDistributionAsksForToShowAChange(double ratio, double spread, double level, int exact) {
        assertThat(needed(ratio, spread, level).runs()).isBetween(exact - 1, exact + 1);
        assertThat(needed(1 / ratio, spread, level).runs()).isBetween(exact - 1, exact + 1);
    }

    /**
     * A change is shown where either level is reached. The numbers are from scipy: the power of 0.8, integrated over the
     * estimated spread.
     */
    @ParameterizedTest
    @CsvSource({
        "1.10, 0.03, 0.000625, 0.00025, 8",
        "1.20, 0.10, 0.000625, 0.00025, 15",
        "1.50, 0.10, 0.000625, 0.00025, 6",
        "1.50, 0.10, 0.000625, 0.01, 3",
        "1.10, 0.10, 0.000625, 0.0005, 74"
    })
    void asManyAsEitherLevelAsksFor(double ratio, double spread, double band, double noChange, int exact) {
        Significance.Levels levels = new Significance.Levels(band, noChange);
        assertThat(needed(ratio, spread, levels).runs()).isBetween(exact - 1, exact + 1);
        assertThat(needed(1 / ratio, spread, levels).runs()).isBetween(exact - 1, exact + 1);
    }

    /** The numbers are from the integral of the two one-sided tests' power over the estimated spread, by scipy. */
    @ParameterizedTest
    @CsvSource({"1.00, 0.03, 8", "1.00, 0.10, 73", "1.02, 0.03, 14", "1.03, 0.03, 31", "0.98, 0.05, 39"})
    void asManyAsTwoOneSidedTestsAskForToShowNone(double ratio, double spread, int exact) {
        assertThat(needed(ratio, spread, ONE_SIDED).runs()).isBetween(exact - 1, exact + 1);
    }

    /** So many runs, drawn again and again from what was found, are decided in about four comparisons of five. */
    @Test
    void soManyRunsDecideFourTimesInFive() {
        for (double ratio : new double[] {1.12, 1.01, 0.9}) {
            int runs = needed(ratio, 0.04, ONE_SIDED).runs();
            assertThat(decided(ratio, 0.04, runs))
                    .as("%d runs at %.2f", runs, ratio)
                    .isBetween(0.75, 0.87);
            assertThat(decided(ratio, 0.04, runs * 2 / 3)).isLessThan(0.72);
        }
    }

    @Test
    void onTheBandsEdgeNoNumberIsEnough() {
        RunsToDecide needed = needed(1.05, 0.03, ONE_SIDED);
        assertThat(needed.runs()).isZero();
        assertThat(needed.spread()).isEqualTo(RunsToDecide.Spread.MEASURED);
        // 1 % beyond the edge at a spread of 10 %: 2 * (0.1 * (1.96 + 0.84) / ln(1.06 / 1.05))^2 is 1740
        assertThat(needed(1.06, 0.10, ONE_SIDED).runs()).isZero();
    }

    /** One run a side: the assumed 10 % stand for the spread, and the number says so. */
    @Test
    void oneRunASideTellsNoSpread() {
        long[] base = values(20_000, 1);
        long[] candidate = values(23_000, 2);
        StatisticResult mean = result(Statistic.MEAN, List.of(base), List.of(candidate));
        assertThat(mean.reason()).isEqualTo(Verdict.Reason.SINGLE_RUN);
        assertThat(mean.runsToDecide().spread()).isEqualTo(RunsToDecide.Spread.ASSUMED);
        // 1.15 / 1.05 and 10 % between runs: 2 * ((1.96 + 0.84) * 0.1 / ln(1.15 / 1.05))^2 is 19, more for t
        assertThat(mean.runsToDecide().runs()).isBetween(19, 23);
    }

    /** p99 of 60 latencies: no rank bounds it above, so that one run does not even tell its own scatter. */
    @Test
    void tooFewLatenciesOfOneRunTellNothing() {
        long[] few = new long[60];
        System.arraycopy(values(20_000, 3), 0, few, 0, few.length);
        RunsToDecide needed =
                result(Statistic.P99, List.of(few), List.of(values(20_000, 4))).runsToDecide();
        assertThat(needed).isEqualTo(new RunsToDecide(0, RunsToDecide.Spread.UNKNOWN, 500));
    }

    /** p99.9 asks for ten values beyond it, which is 10,000 latencies; these runs have 1,000. */
    @Test
    void shortRunsHaveToBeLongerFirst() {
        List<long[]> base = new ArrayList<>();
        List<long[]> candidate = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            base.add(values(20_000, 10 + run));
            candidate.add(values(20_000, 20 + run));
        }
        StatisticResult far = result(Statistic.P999, base, candidate);
        assertThat(far.reason()).isEqualTo(Verdict.Reason.TAIL_N);
        assertThat(far.runsToDecide().latencies()).isEqualTo(10_000);
        assertThat(far.runsToDecide().spread()).isEqualTo(RunsToDecide.Spread.MEASURED);
        assertThat(result(Statistic.P50, base, candidate).verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(result(Statistic.P50, base, candidate).runsToDecide()).isNull();
    }

    private static RunsToDecide needed(double ratio, double spread, double level) {
        return needed(ratio, spread, new Significance.Levels(level, 0));
    }

    private static RunsToDecide needed(double ratio, double spread, Significance.Levels levels) {
        return RunsToDecide.of(ratio(side(1, spread), side(ratio, spread)), FIVE_PERCENT, levels, 2, true, 0);
    }

    private static LogRatio ratio(List<RunStatistic> base, List<RunStatistic> candidate) {
        return new RunLevelLogRatio(base, candidate);
    }

    /** Five runs whose logarithms have exactly this mean and standard deviation. */
    private static List<RunStatistic> side(double value, double spread) {
        List<RunStatistic> runs = new ArrayList<>();
        for (int step = -2; step <= 2; step++) {
            runs.add(KnownStatistic.exactly(value * Math.exp(step * spread / Math.sqrt(2.5))));
        }
        return runs;
    }

    private static double decided(double ratio, double spread, int runs) {
        SplittableRandom random = new SplittableRandom(17);
        int repetitions = 2000;
        int decided = 0;
        for (int i = 0; i < repetitions; i++) {
            LogRatio drawn = ratio(drawn(1, spread, runs, random), drawn(ratio, spread, runs, random));
            double p = Math.min(drawn.pAbove(FIVE_PERCENT.log()), drawn.pBelow(-FIVE_PERCENT.log()));
            Decision decision = Decision.of(drawn, drawn, drawn, FIVE_PERCENT, p < ONE_SIDED, false);
            decided += decision.verdict() == Verdict.INCONCLUSIVE ? 0 : 1;
        }
        return (double) decided / repetitions;
    }

    private static List<RunStatistic> drawn(double value, double spread, int runs, SplittableRandom random) {
        List<RunStatistic> drawn = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            drawn.add(KnownStatistic.exactly(value * Math.exp(spread * random.nextGaussian())));
        }
        return drawn;
    }

    private static StatisticResult result(Statistic statistic, List<long[]> base, List<long[]> candidate) {
        Assessment assessment = new Assessment(
                statistic, samples(base), samples(candidate), 0.05, 1, ComparisonOptions.DEFAULT_RUN_NOISE, true);
        return assessment.result(
                Family.significance(List.of(assessment), Adjustment.HOLM).get(0), names(base), names(candidate));
    }

    private static List<String> names(List<long[]> runs) {
        return runs.stream().map(run -> "run").toList();
    }

    private static List<Sample> samples(List<long[]> runs) {
        return runs.stream().map(Samples::sample).toList();
    }

    /** A thousand values, log-normal with a sigma of 1 %, independent: all that a run's own scatter adds is 0.03 %. */
    private static long[] values(double median, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            values.add((long) (median * Math.exp(0.01 * random.nextGaussian())));
        }
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
