package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void itsEndsAreInIt() {
        Interval interval = new Interval(-1, 2);
        assertThat(interval.contains(-1)).isTrue();
        assertThat(interval.contains(2)).isTrue();
        assertThat(interval.contains(0)).isTrue();
        assertThat(interval.contains(-1.5)).isFalse();
        assertThat(interval.contains(2.5)).isFalse();
    }

    @Test
    void anInfiniteEndIsNoBound() {
        assertThat(new Interval(0, 1).isFinite()).isTrue();
        assertThat(new Interval(Double.NEGATIVE_INFINITY, 1).isFinite()).isFalse();
        assertThat(new Interval(0, Double.POSITIVE_INFINITY).isFinite()).isFalse();
    }
}
