package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Two means weighted by a share that is given. */
class StandardisedMeanTest {
    private static final RunStatistic SYNC = new KnownStatistic(90, 100, 120, 0.1);
    private static final RunStatistic ASYNC = new KnownStatistic(9, 10, 11, 0.2);

    @Test
    void bothAreWeighted() {
        StandardisedMean mean = new StandardisedMean(SYNC, ASYNC, 0.25);
        assertThat(mean.low()).isEqualTo(0.25 * SYNC.low() + 0.75 * ASYNC.low());
        assertThat(mean.value()).isEqualTo(0.25 * SYNC.value() + 0.75 * ASYNC.value());
        assertThat(mean.high()).isEqualTo(0.25 * SYNC.high() + 0.75 * ASYNC.high());
        assertThat(mean.lower(2)).isCloseTo(0.25 * SYNC.lower(2) + 0.75 * ASYNC.lower(2), within(1e-9));
        assertThat(mean.upper(2)).isCloseTo(0.25 * SYNC.upper(2) + 0.75 * ASYNC.upper(2), within(1e-9));
        assertThat(mean.effectiveCount()).isEqualTo(7);
    }

    @Test
    void oneAloneIsItself() {
        assertThat(new StandardisedMean(SYNC, null, 1).value()).isEqualTo(SYNC.value());
        assertThat(new StandardisedMean(null, ASYNC, 0).value()).isEqualTo(ASYNC.value());
        RunStatistic unbounded = new KnownStatistic(1, 2, Double.POSITIVE_INFINITY, 0);
        assertThat(new StandardisedMean(unbounded, ASYNC, 0).high()).isEqualTo(ASYNC.high());
        assertThat(new StandardisedMean(SYNC, unbounded, 1).high()).isEqualTo(SYNC.high());
    }
}
