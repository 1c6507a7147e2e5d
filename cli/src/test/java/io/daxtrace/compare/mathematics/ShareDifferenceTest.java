package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.daxtrace.compare.mathematics.ShareDifference.Counted;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Differences of shares, against scipy's Welch test and Agresti and Caffo's formula written out in Python. */
class ShareDifferenceTest {
    private static final long MANY = 1_000_000_000;

    /** So many faults that all of the error is between the runs: ttest_ind(candidate, base, equal_var=False). */
    @Test
    void theRunIsTheUnit() {
        ShareDifference difference = difference(shares(MANY, 0.10, 0.13, 0.07), shares(MANY, 0.52, 0.50, 0.54));
        assertThat(difference.estimate()).isCloseTo(0.42, within(1e-12));
        assertInterval(difference, 0.3586705279388157, 0.48132947206118426, 1e-9);
        assertThat(difference.pAbove(0.4)).isCloseTo(0.19924351194198942, within(1e-9));
        assertThat(difference.pBelow(0.5)).isCloseTo(0.011873063173652484, within(1e-9));
    }

    /** Three runs a side that all have 2 of 20, and 5 of 20: between the runs there is no error at all. */
    @Test
    void runsThatHappenToAgreeHaveTheErrorOfTheirFaults() {
        List<Share> base = List.of(new Share(2, 20), new Share(2, 20), new Share(2, 20));
        List<Share> candidate = List.of(new Share(5, 20), new Share(5, 20), new Share(5, 20));
        ShareDifference difference = difference(base, candidate);
        assertInterval(difference, 0.015580162, 0.284419838, 1e-5);
        assertThat(difference.pAbove(0)).isCloseTo(0.014366262, within(1e-6));
        assertThat(difference.pBelow(0)).isGreaterThan(0.98);
        // events may be several in a fault, so that their variance is that of a Poisson count
        assertInterval(new ShareDifference(base, candidate, Counted.EVENTS, 0, 1), -0.001607373, 0.301607373, 1e-5);
    }

    @Test
    void eventsMayBeMoreThanFaults() {
        List<Share> base = List.of(new Share(0, 100), new Share(0, 100), new Share(0, 100));
        List<Share> candidate = List.of(new Share(150, 100), new Share(150, 100), new Share(150, 100));
        ShareDifference difference = new ShareDifference(base, candidate, Counted.EVENTS, 0, 1);
        assertThat(difference.estimate()).isEqualTo(1.5);
        assertThat(difference.interval(0.95).low()).isBetween(1.3, 1.4);
        assertThat(new ShareDifference(base.subList(0, 1), candidate.subList(0, 1), Counted.EVENTS, 0.1, 1)
                        .interval(0.95)
                        .isFinite())
                .isTrue();
    }

    /** t(0.975, 2) * sqrt(s^2 * (1/3 + 1)), s of the three. */
    @Test
    void aSideWithFewRunsBorrowsTheOthersSpread() {
        List<Share> three = shares(MANY, 0.10, 0.13, 0.07);
        List<Share> one = shares(MANY, 0.5);
        assertInterval(difference(three, one), 0.2509517372949802, 0.5490482627050198, 1e-8);
        assertInterval(difference(one, three), -0.5490482627050198, -0.2509517372949802, 1e-8);
        assertInterval(difference(three, shares(MANY, 0.5, 0.5)), 0.4 - 0.117833, 0.4 + 0.117833, 1e-5);
    }

    /** One run a side: a quarter of the faults for independent ones, and odds that differ by 10 % between runs. */
    @Test
    void oneRunASideIsWidenedByWhatIsAssumed() {
        List<Share> base = List.of(new Share(40, 400));
        List<Share> candidate = List.of(new Share(80, 400));
        assertInterval(
                new ShareDifference(base, candidate, Counted.FAULTS, 0.1, 0.25), -0.005240302, 0.205240302, 1e-5);
        assertThat(new ShareDifference(base, candidate, Counted.FAULTS, 0, 1)
                        .interval(0.95)
                        .low())
                .isCloseTo(0.050880975, within(1e-5));
    }

    /** Two runs a side halve the variance of what is assumed; (0.1 * 0.25)^2 of each, and no more where faults are many. */
    @Test
    void theAssumedSpreadIsOfTheMeanOfRuns() {
        ShareDifference two =
                new ShareDifference(shares(MANY, 0.5, 0.5), shares(MANY, 0.5, 0.5), Counted.FAULTS, 0.1, 1);
        assertInterval(two, -1.959964 * 0.025, 1.959964 * 0.025, 1e-4);
    }

    private static ShareDifference difference(List<Share> base, List<Share> candidate) {
        return new ShareDifference(base, candidate, Counted.FAULTS, 0, 1);
    }

    private static List<Share> shares(long of, double... shares) {
        return Arrays.stream(shares)
                .mapToObj(share -> new Share(Math.round(share * of), of))
                .toList();
    }

    private static void assertInterval(ShareDifference difference, double low, double high, double error) {
        assertThat(difference.interval(0.95).low()).isCloseTo(low, within(error));
        assertThat(difference.interval(0.95).high()).isCloseTo(high, within(error));
    }
}
