package io.daxtrace.parsers.perflatency;

import static io.daxtrace.distribution.Distribution.OPEN;
import static io.daxtrace.parsers.histogram.HistogramInput.rows;
import static io.daxtrace.parsers.histogram.HistogramInput.triples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.BadInputException;
import io.daxtrace.parsers.histogram.HistogramInput;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class LatencyTableReaderTest {
    private static final String HEAD =
            "#   DURATION     |      COUNT | GRAPH                                          |\n";

    @Test
    void realTableBelowTheProgramsOwnHistogram() throws IOException {
        HistogramInput read = HistogramInput.ofSample("perf-ftrace-latency.txt");

        assertThat(read.found()).containsOnlyKeys("histogram", "perf ftrace latency");
        assertThat(read.get("histogram").count()).isEqualTo(256);
        assertThat(read.get("histogram").max()).isEqualTo(97_309_000);
        Distribution table = read.get("perf ftrace latency");
        assertThat(table.buckets()).isEqualTo(22);
        assertThat(table.count()).isEqualTo(256);
        long[] counts = {0, 0, 0, 0, 0, 0, 0, 0, 54, 61, 27, 68, 21, 19, 5, 0, 1, 0, 0, 0, 0, 0};
        for (int i = 0; i < 22; i++) {
            assertThat(table.count(i)).as("row %d", i).isEqualTo(counts[i]);
            assertThat(table.lo(i)).as("row %d", i).isEqualTo(i == 0 ? 0 : (1L << (i - 1)) * 1000);
            assertThat(table.hi(i)).as("row %d", i).isEqualTo(i == 21 ? OPEN : (1L << i) * 1000);
        }
        assertThat(read.capture().warnings()).hasSize(1).first().asString().contains("may have to be doubled");
        assertThat(read.capture().format).isEqualTo("posting, perf ftrace latency");
    }

    @Test
    void nanoseconds() throws IOException {
        Distribution d = HistogramInput.of(
                        HEAD + "   512 - 1024 ns |          3 | ## |\n     1 - 2    us |          4 | ## |\n"
                                + "     1 - ...  ms |          5 | ## |\n")
                .get("perf ftrace latency");

        assertThat(rows(d)).isDeepEqualTo(triples(1, 512, 1024, 3, 1024, 2048, 4, 1 << 20, OPEN, 5));
    }

    private static String withStatistics(int max, int min) {
        return HEAD
                + "     4 - 8    us |          3 | ## |\n     8 - 16   us |          2 | # |\n\n# statistics  (in usec)\n"
                + "  total time:                   60\n    avg time:                   12\n    max time:                   "
                + max + "\n    min time:                    " + min + "\n       count:                    5\n";
    }

    @Test
    void statisticsProveTheRowsRight() throws IOException {
        HistogramInput read = HistogramInput.of(withStatistics(15, 4));
        Distribution d = read.get("perf ftrace latency");

        assertThat(rows(d)).isDeepEqualTo(triples(1000, 4, 8, 3, 8, 16, 2));
        assertThat(d.min()).isEqualTo(4000);
        assertThat(d.max()).isEqualTo(15_000);
        assertThat(d.sum()).isEqualTo(60_000);
        assertThat(d.sumError()).isEqualTo(5_000);
        assertThat(read.capture().warnings()).isEmpty();
    }

    @Test
    void statisticsProveTheRowsOneTooLow() throws IOException {
        HistogramInput read = HistogramInput.of(withStatistics(31, 8));

        assertThat(rows(read.get("perf ftrace latency"))).isDeepEqualTo(triples(1000, 8, 16, 3, 16, 32, 2));
        assertThat(read.capture().warnings()).hasSize(1).first().asString().contains("were doubled");
    }

    @Test
    void statisticsThatFitNoReading() {
        for (String text : new String[] {
            withStatistics(40, 4),
            withStatistics(15, 9),
            withStatistics(15, 1),
            withStatistics(15, 4).replace("count:                    5", "count:                    6")
        }) {
            assertThatThrownBy(() -> HistogramInput.of(text)).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void equalWidths() throws IOException {
        HistogramInput read = HistogramInput.of(HEAD + "     0 - 0    us |          0 |  |\n".replace("0 - 0", "0 - 1")
                + "   500 - 750  us |          2 | # |\n   750 - 1000 us |          3 | # |\n  1.00 - 1.25 ms |          1 | # |\n"
                + "  1.25 - ...  ms |          4 | # |\n");

        assertThat(rows(read.get("perf ftrace latency")))
                .isDeepEqualTo(triples(1000, 0, 1, 0, 500, 750, 2, 750, 1000, 3, 1000, 1250, 1, 1250, OPEN, 4));
    }

    @Test
    void cutsAreNoticed() throws IOException {
        String text = Files.readString(HistogramInput.sample("perf-ftrace-latency.txt"));
        int table = text.indexOf("#   DUR");
        for (int cut = table + 200; cut < text.length() - 1; cut += 37) {
            HistogramInput read = HistogramInput.of(text.substring(0, cut));
            assertThat(read.found()).containsOnlyKeys("histogram");
            assertThat(read.capture().truncated).as("cut at %d", cut).isTrue();
        }
    }
}
