package io.daxtrace.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingValuesTest {
    /** 10, 20, ... 1000, a bucket each. */
    private static final Distribution HUNDRED = hundred();

    private static Distribution hundred() {
        Distribution.Builder builder = new Distribution.Builder(100);
        for (long i = 1; i <= 100; i++) {
            builder.bucket(10 * i, 10 * i + 1, 1);
        }
        return builder.build();
    }

    @Test
    void aQuantileReachesAsManyRanksEitherWay() {
        assertThat(HUNDRED.quantile(0.5, 0)).isEqualTo(HUNDRED.quantile(0.5));
        assertThat(HUNDRED.quantile(0.5, 3)).isEqualTo(new QuantileInterval(470, 531, 500));
        assertThat(HUNDRED.quantile(0.9, 10)).isEqualTo(new QuantileInterval(800, 1001, 900));
    }

    @Test
    void beyondTheFirstAndTheLastNothingBoundsIt() {
        assertThat(HUNDRED.quantile(0.9, 11)).isEqualTo(new QuantileInterval(790, Distribution.OPEN, 900));
        assertThat(HUNDRED.quantile(0.5, 49).lo()).isEqualTo(10);
        assertThat(HUNDRED.quantile(0.5, 50)).isEqualTo(new QuantileInterval(Distribution.OPEN_BELOW, 1001, 500));
        assertThat(HUNDRED.quantile(0.5, Long.MAX_VALUE))
                .isEqualTo(new QuantileInterval(Distribution.OPEN_BELOW, Distribution.OPEN, 500));
    }
}
