package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SideValueTest {
    @Test
    void aSideIsTheGeometricMeanOfItsRuns() {
        SideValue side =
                SideValue.of(List.of(new KnownStatistic(90, 100, 110, 0), new KnownStatistic(360, 400, 440, 0)), 1234);
        assertThat(side.value()).isCloseTo(200, within(1e-9));
        assertThat(side.low()).isCloseTo(180, within(1e-9));
        assertThat(side.high()).isCloseTo(220, within(1e-9));
        assertThat(side.runs()).isEqualTo(2);
        assertThat(side.count()).isEqualTo(1234);
        assertThat(side.effective()).isEqualTo(14);
        // two logarithms that are d apart have a standard deviation of d / sqrt(2)
        assertThat(side.spread()).isCloseTo(Math.log(4) / Math.sqrt(2), within(1e-12));
    }

    @Test
    void aSingleRunHasNoSpread() {
        SideValue side = SideValue.of(List.of(new KnownStatistic(90, 100, Double.POSITIVE_INFINITY, 0)), 5);
        assertThat(side.spread()).isNaN();
        assertThat(side.value()).isCloseTo(100, within(1e-9));
        assertThat(side.high()).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
