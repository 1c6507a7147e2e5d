package io.daxtrace.parsers.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.QuantileInterval;
import io.daxtrace.event.BadInputException;
import io.daxtrace.fixtures.CaptureFiles;
import io.daxtrace.parsers.histogram.HistogramInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PostingReaderTest {
    private static final String BLOCK = """
            File empty, no background load, MAP_SYNC:
            min=91 avg=108 max=234
            64 - 127 us: 467
            128 - 255 us: 45
            """;

    @Test
    void sixBlocksOfThePosting() throws IOException {
        HistogramInput read = HistogramInput.ofSample("posting.txt");

        assertThat(read.found()).hasSize(6);
        block(read, "File preallocated, no background load, no MAP_SYNC", 5, 6, 42, 4, 398, 8, 110, 16, 2, 32, 2);
        block(read, "File preallocated, no background load, MAP_SYNC", 10, 10, 43, 8, 509, 16, 2, 32, 1);
        block(read, "File empty, no background load, no MAP_SYNC", 21, 23, 76, 16, 503, 32, 8, 64, 1);
        block(read, "File empty, no background load, MAP_SYNC", 91, 108, 234, 64, 467, 128, 45);
        block(read, "File empty, background load, no MAP_SYNC", 21, 23, 67, 16, 507, 32, 4, 64, 1);
        block(read, "File empty, background load, MAP_SYNC", 94, 112, 181, 64, 489, 128, 23);
        assertThat(read.capture().warnings()).isEmpty();
        assertThat(read.capture().truncated).isFalse();
        assertThat(read.capture().resolution).isEqualTo(1000);
        assertThat(read.capture().format).isEqualTo("posting");
    }

    /** Rows as the lower bound in us and the count: [2^k, 2^(k+1)). */
    private static void block(HistogramInput read, String name, long min, long avg, long max, long... rows) {
        Distribution d = read.get(name);
        long[] triples = new long[rows.length / 2 * 3];
        for (int i = 0; i < rows.length / 2; i++) {
            triples[3 * i] = rows[2 * i];
            triples[3 * i + 1] = 2 * rows[2 * i];
            triples[3 * i + 2] = rows[2 * i + 1];
        }
        assertThat(HistogramInput.rows(d)).isDeepEqualTo(HistogramInput.triples(1000, triples));
        assertThat(d.count()).isEqualTo(512);
        assertThat(d.min()).isEqualTo(min * 1000);
        assertThat(d.max()).isEqualTo(max * 1000);
        assertThat(d.mean()).isEqualTo(avg * 1000.0);
        assertThat(d.sumError()).isEqualTo(511 * 1000);
        assertThat(d.unit()).isEqualTo(1000);
    }

    @Test
    void quantilesAreTheBucketsClippedByMinAndMax() throws IOException {
        Distribution d = HistogramInput.of(BLOCK).get("File empty, no background load, MAP_SYNC");

        QuantileInterval median = d.quantile(0.5);
        assertThat(median.lo()).isEqualTo(91_000);
        assertThat(median.hi()).isEqualTo(128_000);
        QuantileInterval p99 = d.quantile(0.99);
        assertThat(p99.lo()).isEqualTo(128_000);
        assertThat(p99.hi()).isEqualTo(235_000);
        assertThat(d.quantile(0).lo()).isEqualTo(91_000);
        assertThat(d.quantile(1).hi()).isEqualTo(235_000);
    }

    @Test
    void mailJoinsQuotesAndWrapsLines() throws IOException {
        Distribution plain = HistogramInput.of(BLOCK).get("File empty, no background load, MAP_SYNC");
        String other =
                " File empty, background load, MAP_SYNC: min=94 avg=112 max=181 64 - 127 us: 489 128 - 255 us: 23";
        String[] texts = {
            BLOCK.replace('\n', ' ') + other,
            "Numbers follow. " + BLOCK.replace('\n', ' ') + other + "\nRegards\n",
            BLOCK.replaceAll("(?m)^", "> ") + ">\n> " + other.strip() + "\n",
            BLOCK.replaceAll("(?m)^", "> > ") + other,
            BLOCK.replace("\n", "\r\n") + other,
            BLOCK.replace("load, ", "load,\n")
                            .replace("avg=108 max", "avg=108\nmax")
                            .replace("- 255", "-\n255")
                    + other,
            "\ufeff" + BLOCK + "\n" + other,
            BLOCK.replace("min=", "\u001b[1mmin=") + "\u001b[0m\n" + other
        };
        for (String text : texts) {
            HistogramInput read = HistogramInput.of(text);
            assertThat(read.found())
                    .as(text)
                    .containsOnlyKeys(
                            "File empty, no background load, MAP_SYNC", "File empty, background load, MAP_SYNC");
            assertThat(read.get("File empty, no background load, MAP_SYNC")).isEqualTo(plain);
            assertThat(read.get("File empty, background load, MAP_SYNC").count())
                    .isEqualTo(512);
            assertThat(read.capture().warnings()).isEmpty();
        }
    }

    @Test
    void unitsAndSmallBuckets() throws IOException {
        HistogramInput read = HistogramInput.of("0 - 0 ns: 1\n1 - 1 ns: 2\n2 - 3 ns: 3\n\nB:\n0 - 1 ms: 4\n");

        assertThat(HistogramInput.rows(read.get("histogram")))
                .isDeepEqualTo(HistogramInput.triples(1, 0, 1, 1, 1, 2, 2, 2, 4, 3));
        assertThat(HistogramInput.rows(read.get("B"))).isDeepEqualTo(HistogramInput.triples(1_000_000, 0, 2, 4));
        assertThat(read.get("B").min()).isEqualTo(Distribution.UNKNOWN);
        assertThat(read.get("B").mean()).isNaN();
    }

    @Test
    void repeatedTitlesStayApart() throws IOException {
        HistogramInput read = HistogramInput.of(BLOCK + BLOCK + BLOCK);

        String title = "File empty, no background load, MAP_SYNC";
        assertThat(read.found()).containsOnlyKeys(title, title + " (2)", title + " (3)");
        assertThat(read.capture().warnings()).hasSize(1).first().asString().contains("more than once");
    }

    @Test
    void contradictionsAreLeftOutByLine() throws IOException {
        contradiction("max=234", "max=300", "line 2: max=300 is not in the highest bucket");
        contradiction("max=234", "max=120", "line 2: max=120 is not in the highest bucket");
        contradiction("min=91", "min=12", "line 2: min=12 is not in the lowest bucket");
        contradiction("avg=108", "avg=235", "is not in this order");
        contradiction("avg=108", "avg=200", "cannot be the average");
        contradiction("128 - 255 us: 45\n", "", "a row is missing or wrong");
        contradiction("128 - 255", "127 - 255", "line 4: the bucket overlaps that of line 3");
        contradiction("128 - 255", "255 - 128", "line 4: the bucket from 255 to 129 is empty or upside down");
        contradiction(": 45", ": 9223372036854775807", "line 4: the counts go beyond 2^63");
        contradiction(": 45", ": 9223372036854775800", "line 4: the counts go beyond 2^63");
        contradiction(": 45", ": 99999999999999999999999", "line 4: the counts go beyond 2^63");
    }

    private static void contradiction(String from, String to, String message) throws IOException {
        String bad = BLOCK.replace(from, to);
        assertThatThrownBy(() -> HistogramInput.of(bad))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
        HistogramInput beside = HistogramInput.of(bad + "\nGood:\n8 - 15 us: 7\n");
        assertThat(beside.found()).containsOnlyKeys("Good");
        assertThat(beside.capture().truncated).isTrue();
        assertThat(beside.capture().warnings()).anyMatch(w -> w.contains(message));
    }

    @Test
    void aBillionCountsAreSummedExactly() throws IOException {
        Distribution d = HistogramInput.of("X:\nmin=64 avg=100 max=130\n64 - 127 us: 999999999\n128 - 255 us: 1\n")
                .get("X");

        assertThat(d.count()).isEqualTo(1_000_000_000);
        assertThat(d.sum()).isEqualTo(100_000L * 1_000_000_000);
    }

    @Test
    void edgesBelowZeroAreNoRows() {
        assertThatThrownBy(() -> HistogramInput.of("-5 - 7 us: 3\n")).isInstanceOf(BadInputException.class);
    }

    @Test
    void theSharedProgramsOwnTexts() throws IOException {
        for (var file : CaptureFiles.below(CaptureFiles.shared(), "[.]user[.]txt")) {
            HistogramInput read = HistogramInput.of(file.toString(), Files.readAllBytes(file));
            Distribution d = read.get("histogram");
            assertThat(d.count()).as(file.toString()).isIn(506L, 512L);
            String first = Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
            assertThat(first)
                    .isEqualTo("min=" + d.min() / 1000 + " avg=" + (long) d.mean() / 1000 + " max=" + d.max() / 1000);
        }
    }
}
