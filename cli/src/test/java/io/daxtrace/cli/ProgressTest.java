package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the progress line says. */
class ProgressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.dat |         0 |         0 |        0 | 0.3 | ''",
                "a.dat |    999999 | 800000000 |     5000 | 0.3 | ''",
                "a.dat | 200000000 | 800000000 | 10000000 | 2   | a.dat: 200 of 800 MB, 6 s left, 5,000,000 events/s",
                "a.dat | 200000000 | 800000000 |        0 | 2   | a.dat: 200 of 800 MB, 6 s left",
                "-     |   1500000 |        -1 |     2000 | 0.5 | -: 2 MB, 4,000 events/s",
                "a.dat |  30000000 |  20000000 |      100 | 1   | a.dat: 30 MB, 100 events/s",
            })
    void line(String name, long position, long size, long events, double seconds, String line) {
        assertThat(Progress.line(name, position, size, events, seconds)).isEqualTo(line);
    }
}
