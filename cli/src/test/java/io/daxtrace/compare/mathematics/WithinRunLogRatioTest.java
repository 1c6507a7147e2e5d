package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * With statistics that are normal on the scale of logarithms, MOVER is the sum of independent normal variables: everything has a
 * closed formula.
 */
class WithinRunLogRatioTest {
    /** The normal quantiles of 97.5 % and 95 %, and the tails beyond 2 and 8, from scipy. */
    private static final double Z_975 = 1.959963984540054;

    private static final double Z_95 = 1.6448536269514722;
    private static final double TAIL_2 = 0.022750131948179195;
    private static final double TAIL_8 = 6.22096057427174e-16;

    /** Two runs and one: sd^2 = 0.1^2 (1/2 + 1) + (0.02^2 + 0.04^2) / 4 + 0.05^2 = 0.018. */
    private static final double DEVIATION = Math.sqrt(0.018);

    private static KnownStatistic run(double value, double deviation) {
        return new KnownStatistic(value, value, value, deviation);
    }

    private static LogRatio twoRunsAgainstOne() {
        return new WithinRunLogRatio(List.of(run(100, 0.02), run(400, 0.04)), List.of(run(300, 0.05)), 0.1);
    }

    private static LogRatio oneRunAgainstTwo() {
        return new WithinRunLogRatio(List.of(run(300, 0.05)), List.of(run(100, 0.02), run(400, 0.04)), 0.1);
    }

    @Test
    void theRatioIsOfTheGeometricMeansOfTheRuns() {
        assertThat(twoRunsAgainstOne().estimate()).isCloseTo(Math.log(1.5), within(1e-12));
        assertThat(oneRunAgainstTwo().estimate()).isCloseTo(-Math.log(1.5), within(1e-12));
        assertThat(oneRunAgainstTwo().method()).isEqualTo(IntervalMethod.WITHIN_RUN);
    }

    @Test
    void theVariancesWithinAndBetweenRunsAddUp() {
        assertInterval(twoRunsAgainstOne().interval(0.95), Math.log(1.5), Z_975 * DEVIATION);
        assertInterval(twoRunsAgainstOne().interval(0.9), Math.log(1.5), Z_95 * DEVIATION);
        assertInterval(oneRunAgainstTwo().interval(0.95), -Math.log(1.5), Z_975 * DEVIATION);
    }

    @Test
    void thePValueIsTheNormalTailBeyondTheThreshold() {
        double ratio = Math.log(1.5);
        for (double side : new double[] {1, -1}) {
            LogRatio found = side > 0 ? twoRunsAgainstOne() : oneRunAgainstTwo();
            assertThat(found.pAbove(side * ratio - 2 * DEVIATION)).isCloseTo(TAIL_2, within(1e-8));
            assertThat(found.pBelow(side * ratio + 2 * DEVIATION)).isCloseTo(TAIL_2, within(1e-8));
        }
    }

    @Test
    void aRatioOnTheWrongSideOfTheThresholdShowsNothing() {
        LogRatio ratio = twoRunsAgainstOne();
        assertThat(ratio.pAbove(Math.log(1.5) + 0.001)).isEqualTo(1);
        assertThat(ratio.pBelow(Math.log(1.5) - 0.001)).isEqualTo(1);
    }

    @Test
    void noPValueIsBelowTheTailOfEightDeviations() {
        assertThat(twoRunsAgainstOne().pAbove(-100)).isCloseTo(TAIL_8, within(1e-22));
        assertThat(twoRunsAgainstOne().pBelow(100)).isCloseTo(TAIL_8, within(1e-22));
    }

    /** The least ratio is that of the candidate's lowest to the base's highest; the noise goes on from there. */
    @Test
    void bucketsWidenTheIntervalByWhatTheyHide() {
        List<RunStatistic> base = List.of(new KnownStatistic(90, 100, 120, 0.03), new KnownStatistic(40, 50, 60, 0.03));
        List<RunStatistic> candidate =
                List.of(new KnownStatistic(190, 200, 240, 0.04), new KnownStatistic(150, 160, 180, 0.04));
        LogRatio ratio = new WithinRunLogRatio(base, candidate, 0.2);
        double least = Math.log(Math.sqrt(190.0 * 150) / Math.sqrt(120.0 * 60));
        double most = Math.log(Math.sqrt(240.0 * 180) / Math.sqrt(90.0 * 40));
        assertThat(ratio.identified().low()).isCloseTo(least, within(1e-12));
        assertThat(ratio.identified().high()).isCloseTo(most, within(1e-12));
        assertThat(ratio.estimate()).isCloseTo(Math.log(Math.sqrt(200.0 * 160 / 100 / 50)), within(1e-12));
        // 0.2^2 (1/2 + 1/2), and 2 (0.03 / 2)^2 + 2 (0.04 / 2)^2
        double deviation = Math.sqrt(0.04 + 0.00125);
        Interval at95 = ratio.interval(0.95);
        assertThat(at95.low()).isCloseTo(least - Z_975 * deviation, within(1e-9));
        assertThat(at95.high()).isCloseTo(most + Z_975 * deviation, within(1e-9));
    }

    @Test
    void whatNothingBoundsBelowIsNeverLarger() {
        RunStatistic unbounded = new KnownStatistic(0, 100, 110, 0.1);
        LogRatio ratio = new WithinRunLogRatio(List.of(run(1, 0.1)), List.of(unbounded), 0.1);
        assertThat(ratio.interval(0.95).low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ratio.interval(0.95).high()).isBetween(Math.log(110), Math.log(220));
        assertThat(ratio.pAbove(-1000)).isEqualTo(1);
    }

    @Test
    void whatNothingBoundsAboveIsNeverSmaller() {
        RunStatistic unbounded = new KnownStatistic(90, 100, Double.POSITIVE_INFINITY, 0.1);
        LogRatio ratio = new WithinRunLogRatio(List.of(run(1, 0.1)), List.of(unbounded), 0.1);
        assertThat(ratio.interval(0.95).high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ratio.interval(0.95).low()).isBetween(Math.log(45), Math.log(90));
        assertThat(ratio.pBelow(1000)).isEqualTo(1);
    }

    private static void assertInterval(Interval interval, double centre, double margin) {
        assertThat(interval.low()).isCloseTo(centre - margin, within(1e-9));
        assertThat(interval.high()).isCloseTo(centre + margin, within(1e-9));
    }
}
