package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A rate, and how far its count leaves it open. */
class RunRateTest {
    /** 400 in two seconds; the logarithm of a count of 100 has a standard deviation of a tenth. */
    @Test
    void aRateIsKnownAsItsCountIs() {
        RunRate rate = new RunRate(400, 2_000_000_000, 0.25);
        assertThat(rate.value()).isEqualTo(200);
        assertThat(rate.low()).isEqualTo(200);
        assertThat(rate.high()).isEqualTo(200);
        assertThat(rate.effectiveCount()).isEqualTo(100);
        assertThat(rate.lower(2)).isCloseTo(200 * Math.exp(-0.2), within(1e-9));
        assertThat(rate.upper(2)).isCloseTo(200 * Math.exp(0.2), within(1e-9));
    }
}
