package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which run lies apart, and how often chance puts one there. */
class OutlyingRunTest {
    /**
     * The last against the mean of the other four by scipy's t with 3 degrees: t is 6.03 and five times its p 0.0457, where it is
     * 0.145 they are 5.75 and 0.0523.
     */
    @Test
    void aRunFarFromTheOthersIsNamed() {
        OutlyingRun run = OutlyingRun.of(runs(-0.02, 0.01, 0.03, -0.01, 0.152));
        assertThat(run.index()).isEqualTo(4);
        assertThat(run.ratio()).isCloseTo(Math.exp(0.152 - 0.0025), within(1e-9));
        assertThat(OutlyingRun.of(runs(-0.02, 0.01, 0.03, -0.01, 0.145))).isNull();
        assertThat(OutlyingRun.of(runs(-0.152, 0.02, -0.01, -0.03, 0.01)).index())
                .isZero();
    }

    @Test
    void ofRunsThatAreAllAlikeButForOneThatIsIt() {
        assertThat(OutlyingRun.of(runs(0, 0, 0.1, 0)).index()).isEqualTo(2);
        assertThat(OutlyingRun.of(runs(0, 0, 0, 0))).isNull();
    }

    @Test
    void threeRunsDoNotTell() {
        assertThat(OutlyingRun.of(runs(0, 0, 10))).isNull();
    }

    /** One side in twenty, as the level says: 2,000 give 5 % within three standard deviations. */
    @Test
    void chanceNamesOneInTwentySides() {
        SplittableRandom random = new SplittableRandom(3);
        int named = 0;
        for (int i = 0; i < 2000; i++) {
            double[] logs = new double[5];
            Arrays.setAll(logs, run -> 0.03 * random.nextGaussian());
            named += OutlyingRun.of(runs(logs)) == null ? 0 : 1;
        }
        assertThat(named / 2000.0).isBetween(0.05 - 0.015, 0.05 + 0.015);
    }

    private static List<RunStatistic> runs(double... logs) {
        List<RunStatistic> runs = new ArrayList<>();
        for (double log : logs) {
            runs.add(KnownStatistic.exactly(Math.exp(log)));
        }
        return runs;
    }
}
