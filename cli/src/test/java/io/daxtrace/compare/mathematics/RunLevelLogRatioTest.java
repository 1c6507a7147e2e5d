package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against t quantiles from scipy, and the tail of two degrees of freedom, which has a closed formula. */
class RunLevelLogRatioTest {
    private static final double T_975_OF_2 = 4.302652729749462;
    private static final double T_975_OF_4 = 2.7764451051977934;

    private static List<RunStatistic> runs(double... logs) {
        return Arrays.stream(logs)
                .<RunStatistic>mapToObj(log -> KnownStatistic.exactly(Math.exp(log)))
                .toList();
    }

    /** P(T > t) of Student's t with two degrees of freedom. */
    private static double tailOfTwo(double t) {
        return 0.5 - t / (2 * Math.sqrt(2 + t * t));
    }

    /** Equal variances and equal sizes: Welch's test is the pooled one, with 2 (n - 1) degrees of freedom. */
    @Test
    void threeRunsASideOfEqualSpreadAreThePooledTest() {
        LogRatio ratio = new RunLevelLogRatio(runs(7.0, 7.1, 6.9), runs(7.5, 7.6, 7.4));
        assertThat(ratio.method()).isEqualTo(IntervalMethod.WELCH);
        assertThat(ratio.estimate()).isCloseTo(0.5, within(1e-12));
        double margin = T_975_OF_4 * Math.sqrt(0.01 / 3 + 0.01 / 3);
        assertThat(ratio.interval(0.95).low()).isCloseTo(0.5 - margin, within(1e-9));
        assertThat(ratio.interval(0.95).high()).isCloseTo(0.5 + margin, within(1e-9));
    }

    @Test
    void aSideOfTwoRunsBorrowsTheSpreadOfTheOther() {
        LogRatio ratio = new RunLevelLogRatio(runs(1.0, 3.0), runs(2.5, 2.6, 2.4));
        assertThat(ratio.method()).isEqualTo(IntervalMethod.BORROWED_SPREAD);
        assertBorrowed(ratio, 0.5, Math.sqrt(0.01 * (1.0 / 2 + 1.0 / 3)));
    }

    @Test
    void aBaseOfThreeRunsLendsItsSpreadToOne() {
        LogRatio ratio = new RunLevelLogRatio(runs(2.5, 2.6, 2.4), runs(3.0));
        assertThat(ratio.method()).isEqualTo(IntervalMethod.BORROWED_SPREAD);
        assertBorrowed(ratio, 0.5, Math.sqrt(0.01 * (1.0 / 3 + 1.0 / 1)));
    }

    private static void assertBorrowed(LogRatio ratio, double estimate, double error) {
        assertThat(ratio.estimate()).isCloseTo(estimate, within(1e-12));
        assertThat(ratio.interval(0.95).low()).isCloseTo(estimate - T_975_OF_2 * error, within(1e-9));
        assertThat(ratio.interval(0.95).high()).isCloseTo(estimate + T_975_OF_2 * error, within(1e-9));
        assertThat(ratio.pAbove(0)).isCloseTo(tailOfTwo(estimate / error), within(1e-9));
        assertThat(ratio.pAbove(0.9)).isCloseTo(1 - tailOfTwo((0.9 - estimate) / error), within(1e-9));
        assertThat(ratio.pBelow(0.9)).isCloseTo(tailOfTwo((0.9 - estimate) / error), within(1e-9));
    }

    @Test
    void runsWithoutAnySpreadAreCertain() {
        LogRatio ratio = new RunLevelLogRatio(runs(0, 0, 0), runs(1, 1, 1));
        assertThat(ratio.interval(0.95)).isEqualTo(new Interval(1, 1));
        assertThat(ratio.pAbove(0.5)).isZero();
        assertThat(ratio.pAbove(1)).isEqualTo(1);
        assertThat(ratio.pAbove(1.5)).isEqualTo(1);
        assertThat(ratio.pBelow(0.5)).isEqualTo(1);
        assertThat(ratio.pBelow(1.5)).isZero();
    }

    /** All points alike, all lower ends alike; the upper ends alone differ. */
    @Test
    void theSpreadIsTheLargestThatTheBucketsAllow() {
        RunStatistic narrow = new KnownStatistic(1, 1, 1, 0);
        List<RunStatistic> wide = List.of(
                new KnownStatistic(1, 1, 1, 0),
                new KnownStatistic(1, 1, Math.exp(0.3), 0),
                new KnownStatistic(1, 1, Math.exp(0.6), 0));
        List<RunStatistic> alike = List.of(narrow, narrow, narrow);
        double margin = T_975_OF_2 * Math.sqrt(0.09 / 3);

        LogRatio larger = new RunLevelLogRatio(alike, wide);
        assertThat(larger.identified().low()).isZero();
        assertThat(larger.identified().high()).isCloseTo(0.3, within(1e-12));
        assertThat(larger.interval(0.95).low()).isCloseTo(-margin, within(1e-9));
        assertThat(larger.interval(0.95).high()).isCloseTo(0.3 + margin, within(1e-9));
        assertThat(larger.pBelow(0.5)).isCloseTo(tailOfTwo(0.2 / Math.sqrt(0.03)), within(1e-9));

        LogRatio smaller = new RunLevelLogRatio(wide, alike);
        assertThat(smaller.interval(0.95).low()).isCloseTo(-0.3 - margin, within(1e-9));
        assertThat(smaller.interval(0.95).high()).isCloseTo(margin, within(1e-9));
    }

    @Test
    void runsThatNothingBoundsAboveLeaveTheLowerBound() {
        RunStatistic open = new KnownStatistic(1, 1, Double.POSITIVE_INFINITY, 0);
        List<RunStatistic> candidate = List.of(open, open, KnownStatistic.exactly(1));
        LogRatio ratio = new RunLevelLogRatio(runs(-1, -1, -1), candidate);
        assertThat(ratio.interval(0.95)).isEqualTo(new Interval(1, Double.POSITIVE_INFINITY));
        assertThat(ratio.pAbove(0.5)).isZero();
        assertThat(ratio.pBelow(50)).isEqualTo(1);
    }
}
