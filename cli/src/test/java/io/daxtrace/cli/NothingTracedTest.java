package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What each combination of what the programs saw means. */
class NothingTracedTest {
    private static final List<String> FILTERS = List.of("pid=12", "file=a\nb", "min-latency=1000ns");

    @Test
    void nothingSeen() {
        assertThat(NothingTraced.why(false, false, FILTERS))
                .startsWith("no thread touched a new page of a mapped DAX file, or flushed a DAX file")
                .contains("daxtrace doctor");
    }

    @Test
    void nothingThatMatches() {
        assertThat(NothingTraced.why(true, false, FILTERS))
                .isEqualTo("there were operations on DAX files, but none that matches the filters"
                        + " (pid=12, file=a\\u000ab, min-latency=1000ns)");
    }

    @Test
    void nothingThatMatchesIsLongEnough() {
        assertThat(NothingTraced.why(false, true, FILTERS))
                .isEqualTo(NothingTraced.why(true, true, FILTERS))
                .startsWith("there were operations, but those that match took less than the minimum latency");
    }
}
