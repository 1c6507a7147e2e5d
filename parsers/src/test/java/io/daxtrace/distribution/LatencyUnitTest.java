package io.daxtrace.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyUnitTest {
    @ParameterizedTest
    @CsvSource({"ns, 1", "us, 1000", "ms, 1000000", "s, 1000000000"})
    void whatIsPrintedAndGivenIsFoundByItsWord(String word, long nanoseconds) {
        assertThat(LatencyUnit.of(word).nanos()).isEqualTo(nanoseconds);
        assertThat(LatencyUnit.of(word).word()).isEqualTo(word);
        assertThat(word).matches(LatencyUnit.WORDS);
    }

    /** What only tools print is nothing that people may give. */
    @ParameterizedTest
    @ValueSource(strings = {"", "usec", "usecs", "US", "µs", "m", "u", "ns|us", "sec"})
    void noOtherWordIsGiven(String word) {
        assertThat(LatencyUnit.of(word)).isNull();
        assertThat(word).doesNotMatch(LatencyUnit.WORDS);
    }

    @ParameterizedTest
    @CsvSource({
        "ns, 1",
        "nsec, 1",
        "nsecs, 1",
        "us, 1000",
        "usec, 1000",
        "usecs, 1000",
        "ms, 1000000",
        "msec, 1000000",
        "msecs, 1000000",
        "s, 1000000000",
        "sec, 1000000000",
        "secs, 1000000000",
        "USECS, 1000",
        "Ms, 1000000"
    })
    void whatToolsPrint(String word, long nanoseconds) {
        assertThat(LatencyUnit.ofTool(word).nanos()).isEqualTo(nanoseconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes", "usecss", "m", "min", "h", "seconds", "µs", "kb"})
    void whatToolsPrintOfOtherThings(String word) {
        assertThat(LatencyUnit.ofTool(word)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0ns",
        "999, 999ns",
        "1000, 1.000us",
        "12345, 12.35us",
        "999900, 999.9us",
        "1250000, 1.250ms",
        "407700000, 407.7ms",
        "-1500, -1.500us",
        "1e9, 1.000s",
        "3.6e12, 3600s"
    })
    void aLatencyIsPrintedInTheLargestUnitOfWhichItHasOne(double nanoseconds, String text) {
        assertThat(LatencyUnit.formatFitting(nanoseconds)).isEqualTo(text);
    }
}
