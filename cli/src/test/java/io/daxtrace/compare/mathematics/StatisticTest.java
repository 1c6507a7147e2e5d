package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticTest {
    @Test
    void namesSayWhichStatistic() {
        assertThat(Statistic.of("mean")).isEqualTo(new Mean());
        assertThat(Statistic.of("p50")).isEqualTo(new Quantile("p50", 0.5));
        assertThat(Statistic.of("p99.9")).isEqualTo(new Quantile("p99.9", 0.999));
        assertThat(Statistic.of("p25")).isEqualTo(new Quantile("p25", 0.25));
        assertThat(Statistic.of("p0.5")).isEqualTo(new Quantile("p0.5", 0.005));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p0", "p0.0", "p100", "p", "50", "p-1", "p5.", "median", "p99.9999999"})
    void anythingElseIsNone(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistic.of(name))
                .withMessageContaining('"' + name + '"');
    }

    @Test
    void quantilesAscendAndTheMeanComesLast() {
        assertThat(Stream.of("mean", "p99.9", "p5", "p50").map(Statistic::of).sorted())
                .extracting(Statistic::name)
                .containsExactly("p5", "p50", "p99.9", "mean");
    }

    /** Five values beyond: 10 for p50, 500 for p99, and the same from below for p1. */
    @Test
    void fiveValuesBeyondAQuantileAreEnough() {
        assertThat(Statistic.P50.tailTooSmall(10, false)).isFalse();
        assertThat(Statistic.P50.tailTooSmall(9.9, false)).isTrue();
        assertThat(Statistic.P90.tailTooSmall(50, false)).isFalse();
        assertThat(Statistic.P90.tailTooSmall(49.9, false)).isTrue();
        assertThat(Statistic.P90.fewestLatencies()).isEqualTo(50);
        assertThat(Statistic.of("p95").fewestLatencies()).isEqualTo(100);
        assertThat(Statistic.P99.tailTooSmall(500, false)).isFalse();
        assertThat(Statistic.P99.tailTooSmall(499, false)).isTrue();
        assertThat(Statistic.of("p1").tailTooSmall(499, false)).isTrue();
        assertThat(Statistic.of("p1").tailTooSmall(501, false)).isFalse();
    }

    @Test
    void tenAreNeededFarOutAndOfDependentValues() {
        assertThat(Statistic.P50.tailTooSmall(20, true)).isFalse();
        assertThat(Statistic.P50.tailTooSmall(19.9, true)).isTrue();
        assertThat(Statistic.P999.tailTooSmall(9_999, false)).isTrue();
        assertThat(Statistic.P999.tailTooSmall(10_001, false)).isFalse();
    }

    @Test
    void theMeanHasNoTail() {
        assertThat(Statistic.MEAN.tailTooSmall(1, true)).isFalse();
    }

    @Test
    void farOutBeginsAtTheThousandth() {
        assertThat(Statistic.P99.isFarOut()).isFalse();
        assertThat(Statistic.P999.isFarOut()).isTrue();
        assertThat(Statistic.of("p99.99").isFarOut()).isTrue();
        assertThat(Statistic.MEAN.isFarOut()).isFalse();
    }
}
