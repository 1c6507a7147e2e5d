package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.event.DeviceNumber;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed with a unit, and device numbers as stat(2) packs them. */
class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "1ns, 1",
        "500us, 500000",
        "500µs, 500000",
        "1.5ms, 1500000",
        "10 s, 10000000000",
        "2m, 120000000000",
        "2min, 120000000000",
        "1h, 3600000000000"
    })
    void durations(String text, long nanoseconds) {
        assertThat(new Nanoseconds.Latency().convert(text)).isEqualTo(nanoseconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1,5s", "1 fortnight", "99999999999h", "1.s", "1usec", "1 ns|us"})
    void noDurations(String text) {
        assertThatThrownBy(() -> new Nanoseconds.Latency().convert(text)).hasMessageStartingWith("'" + text + "'");
    }

    @Test
    void aBareNumberIsAskedForItsUnit() {
        assertThatThrownBy(() -> new Nanoseconds.Latency().convert("500"))
                .hasMessage("'500' has no unit: 500ms, or ns, us, s, m, h?");
        assertThatThrownBy(() -> new Bytes.RingSize().convert("100"))
                .hasMessageStartingWith("'100' has no unit: 100MiB, or");
    }

    /** Whatever the locale's decimal separator is. */
    @ParameterizedTest
    @CsvSource({"10%, 0.1", "2.5 %, 0.025", "0, 0", "0%, 0", "1000%, 10"})
    void percentages(String text, double share) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(new Percent().convert(text)).isEqualTo(share);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-5%", "2,5%", "1e3%", "5%%", "5"})
    void noPercentages(String text) {
        assertThatThrownBy(() -> new Percent().convert(text)).hasMessageStartingWith("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"4KiB, 4096", "4096B, 4096", "100MB, 100000000", "512MiB, 536870912"})
    void sizes(String text, long bytes) {
        assertThat(new Bytes.RingSize().convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "-1MB", "1TB", "9999999999999GB", "999999999999GiB"})
    void noSizes(String text) {
        assertThatThrownBy(() -> new Bytes.RingSize().convert(text)).hasMessageStartingWith("'" + text + "'");
    }

    /** makedev(3) of glibc: minor bits 0-7 and 12-31 of its low word, major bits 8-19 and 32 on. */
    @Test
    void devicesOfStatAreTheKernels() {
        assertThat(DeviceNumber.ofStat(0x10301)).isEqualTo(DeviceNumber.of(259, 1));
        assertThat(DeviceNumber.ofStat(0x1ABCDE34L << 12 & 0xfff00000L | 0x8 << 8 | 0x34))
                .isEqualTo(DeviceNumber.of(8, (0x1ABCDE34L << 12 & 0xfff00000L) >> 12 | 0x34));
    }
}
