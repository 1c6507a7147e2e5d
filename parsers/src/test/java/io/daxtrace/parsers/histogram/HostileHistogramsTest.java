package io.daxtrace.parsers.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.fixtures.Damage;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileHistogramsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static byte[] sample(String file) throws IOException {
        if (!file.equals("hlog")) {
            return Files.readAllBytes(HistogramInput.sample(file));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HistogramLogWriter writer = new HistogramLogWriter(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        writer.outputLegend();
        for (int i = 0; i < 3; i++) {
            Histogram histogram = new Histogram(2);
            new Random(i).longs(20, 1, 100_000).forEach(histogram::recordValue);
            histogram.setTag(i == 1 ? "a_us" : null);
            writer.outputIntervalHistogram(histogram);
        }
        return bytes.toByteArray();
    }

    /** A result that is consistent in itself. */
    private static void read(byte[] bytes) throws IOException {
        for (Distribution d : HistogramInput.of("f", bytes).found().values()) {
            assertThat(d.count()).isPositive();
            d.quantile(0.5);
        }
    }

    private static void isPrintable(BadInputException refusal) {
        assertThat(refusal.getMessage()).doesNotContain("\n", "\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "posting.txt",
                "bpftrace.txt",
                "bpftrace.json",
                "hist-trigger-6.1.txt",
                "perf-ftrace-latency.txt",
                "bcc-ext4dist.txt",
                "bcc-funclatency.txt",
                "libbpf-funclatency.txt",
                "hlog"
            })
    void cutsAndMutations(String file) throws IOException {
        byte[] whole = sample(file);
        Damage.cut(whole, 250, HostileHistogramsTest::read, HostileHistogramsTest::isPrintable);
        Damage.change(whole, 2_000, HostileHistogramsTest::read, HostileHistogramsTest::isPrintable);
    }

    /** The same few bytes over and over, without end as far as a reader can tell. */
    private static InputStream repeated(String head, String text, long bytes) {
        byte[] unit = text.getBytes(StandardCharsets.UTF_8);
        InputStream endless = new InputStream() {
            private long at;

            @Override
            public int read() {
                return at == bytes ? -1 : unit[(int) (at++ % unit.length)];
            }

            @Override
            public int read(byte[] b, int off, int len) {
                int n = (int) Math.min(len, bytes - at);
                for (int i = 0; i < n; i++) {
                    b[off + i] = unit[(int) (at++ % unit.length)];
                }
                return n == 0 ? -1 : n;
            }
        };
        return new java.io.SequenceInputStream(
                new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)), endless);
    }

    @Test
    void textsWithoutEnd() {
        String bar = " |@@@@@                                               |\n";
        String posting = "A:\n8 - 15 us: 7\n\n";
        String[][] texts = {
            {posting, "x"},
            {posting, "{\"type\": "},
            {posting, "8 - 15 us: 7 "},
            {posting, "min=1 avg=1\n"},
            {posting, "1 - \n"},
            {"@a_ns:\n[4, 8)           1" + bar, "@x: 5\n"},
            {"@a_ns:\n[4, 8)           1" + bar, "[4, 8)           1" + bar},
            {"", "@a_ns:\n[4, 8)           1" + bar + "\n"},
            {"", "@a:\n[4, 8)           1" + bar + "\n"},
            {posting, "> "},
            {posting, ">\n"},
            {posting, "{ lat: ~ 2^1 } hitcount: 1\n"},
            {
                "# event histogram\n# trigger info: hist:keys=a,b,lat.log2:vals=hitcount\n",
                "{ a: 1, b: 2, a: , b: , lat: ~ 2^1  } hitcount:          1\n"
            },
            {"     usecs               : count     distribution\n", "         0 -> 1          : 7        |****|\n"},
            {
                "#   DURATION     |      COUNT | GRAPH                                          |\n",
                "     4 - 8    us |          3 | ## |\n"
            },
            {posting, "> ".repeat(30_000) + "\n"},
            {posting, "1 -" + " ".repeat(60_000) + "\n"},
            {posting, "@[" + "]: ".repeat(20_000) + "\n"},
            {posting, "[4, 8)" + " ".repeat(30_000) + "1 |" + " ".repeat(30_000) + "\n"},
            {posting, "x" + " ".repeat(400) + "distribution\n"},
            {posting, "{\"type\":\"hist\",\"data\":{\"@a\":" + "[".repeat(3_000) + "\n"},
            {
                "# event histogram\n# trigger info: hist:keys=a,b,c,lat.log2:vals=hitcount\n",
                "{ a: " + ", b: ".repeat(250) + ", c: ".repeat(250) + ", lat: ".repeat(140) + "} hitcount\n"
            },
            {"# event histogram\n", "# trigger info: hist:" + ":".repeat(4_000) + "\n"},
            {"\"StartTimestamp\"\n", "0,1,2,HISTFAAAAA\n"}
        };
        for (String[] text : texts) {
            assertTimeoutPreemptively(
                    LIMIT,
                    () -> {
                        try (Input input = Input.ofStream("f", repeated(text[0], text[1], 1L << 20))) {
                            Captures.read(input, new Sinks(null, null, (name, d) -> {}));
                        } catch (BadInputException e) {
                            assertThat(e.getMessage()).isNotEmpty();
                        }
                    },
                    text[1]);
        }
    }

    @Test
    void aLineTooLongIsSaid() throws IOException {
        HistogramInput read = HistogramInput.of("A:\n8 - 15 us: 7\n" + "y".repeat(100_000) + "\nB:\n8 - 15 us: 9\n");

        assertThat(read.found()).containsOnlyKeys("A", "B");
        assertThat(read.capture().truncated).isTrue();
        assertThat(read.capture().warnings()).anyMatch(w -> w.startsWith("line 3 is over 65536 bytes long"));
    }

    @Test
    void aWrappedTextThatBreaksOffGivesWhatWasWhole(@TempDir java.nio.file.Path dir) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            Random random = new Random(1);
            for (int i = 0; i < 20_000; i++) {
                gzip.write(("T" + random.nextLong() + ":\n8 - 15 us: 7\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        java.nio.file.Path file = dir.resolve("cut.gz");
        Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 4));
        int[] found = {0};
        Capture capture;
        try (Input input = Input.open(file.toString())) {
            capture = Captures.read(input, new Sinks(null, null, (name, d) -> found[0]++));
        }
        assertThat(found[0]).isBetween(2_000, 10_000);
        assertThat(capture.truncated).isTrue();
    }

    @Test
    void otherTextIsNoHistogram() throws IOException {
        for (String text : new String[] {"hello\n", "{\"schema\": \"x\"}\n", "a: 5\n", "@\n"}) {
            try {
                HistogramInput.of(text);
                throw new AssertionError(text);
            } catch (BadInputException e) {
                assertThat(e.getMessage()).contains("of no format");
            }
        }
    }
}
