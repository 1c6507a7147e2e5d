package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.daxtrace.compare.Samples;
import io.daxtrace.distribution.Distribution;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** By hand. */
class BesideTest {
    /** A run of three latencies whose median is this. */
    private static Sample run(long median) {
        return Samples.sample(1, median, 1000);
    }

    private static List<Sample> runs(long... medians) {
        return Arrays.stream(medians).mapToObj(BesideTest::run).toList();
    }

    @Test
    void everyDecileOfMovedValuesMovesAlike() {
        Sample base =
                Samples.sample(LongStream.rangeClosed(1, 10).map(i -> 100 * i).toArray());
        Sample candidate = Samples.sample(
                LongStream.rangeClosed(1, 10).map(i -> 100 * i + 53).toArray());
        List<Beside.Shift> deciles =
                Beside.of(List.of(base), List.of(candidate)).deciles();
        assertThat(deciles).hasSize(9);
        for (int i = 0; i < 9; i++) {
            double value = 100 * (i + 1);
            assertThat(deciles.get(i))
                    .isEqualTo(new Beside.Shift(10 * (i + 1), value, value + 53, new Interval(53, 53)));
        }
    }

    @Test
    void bucketsLeaveTheShiftOfADecileBetweenTheirEnds() {
        Sample base =
                Samples.sample(new Distribution.Builder(1).bucket(100, 200, 10).build());
        Sample candidate =
                Samples.sample(new Distribution.Builder(1).bucket(300, 400, 10).build());
        for (Beside.Shift shift : Beside.of(List.of(base), List.of(candidate)).deciles()) {
            assertThat(shift.difference()).isEqualTo(new Interval(300 - 199, 399 - 100));
        }
    }

    /** The p-value is that of scipy's mannwhitneyu([5, 6, 7, 8], [1, 2, 3, 4], method="asymptotic"). */
    @Test
    void fromFourRunsASideTheirMediansAreRanked() {
        double p = Beside.of(runs(10, 20, 30, 40), runs(50, 60, 70, 80)).rankTestP();
        assertThat(p).isCloseTo(0.03038282197657749, within(1e-9));
        assertThat(Beside.of(runs(10, 20, 30), runs(50, 60, 70, 80)).rankTestP())
                .isNaN();
        assertThat(Beside.of(runs(10, 20, 30, 40), runs(50, 60, 70)).rankTestP())
                .isNaN();
    }

    @Test
    void runsWhoseBucketsCutEachOtherHaveNothingBeside() {
        Sample first =
                Samples.sample(new Distribution.Builder(1).bucket(0, 100, 3).build());
        Sample second =
                Samples.sample(new Distribution.Builder(1).bucket(50, 150, 3).build());
        assertThat(Beside.of(List.of(first, second), List.of(first))).isNull();
        assertThat(Beside.of(List.of(first), List.of(first, second))).isNull();
    }
}
