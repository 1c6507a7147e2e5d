package io.daxtrace.parsers.hlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.BadInputException;
import io.daxtrace.parsers.histogram.HistogramInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;

class HistogramLogTest {
    private static final int PLAIN_V0 = 0x1c849308;
    private static final int PLAIN_V1 = 0x1c849301;
    private static final int COMPRESSED_V0 = 0x1c849309;
    private static final int COMPRESSED_V1 = 0x1c849302;
    private static final int LONGS = 0x80;

    private static long[] values(long seed, int count) {
        return new Random(seed).longs(count, 1, 3_000_000).toArray();
    }

    private static Histogram histogram(long... values) {
        Histogram histogram = new Histogram(3);
        Arrays.stream(values).forEach(histogram::recordValue);
        return histogram;
    }

    private static String log(Histogram... intervals) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HistogramLogWriter writer = new HistogramLogWriter(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        writer.outputLogFormatVersion();
        writer.outputStartTime(1_700_000_000_000L);
        writer.outputLegend();
        for (Histogram interval : intervals) {
            writer.outputIntervalHistogram(interval);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Every value lies in a bucket no wider than three digits ask for, and the buckets count as many as there are. */
    private static void holds(Distribution d, long unit, long... values) {
        long[] counts = new long[d.buckets()];
        for (long value : values) {
            int bucket = 0;
            while (!(value * unit >= d.lo(bucket) && value * unit < d.hi(bucket))) {
                bucket++;
            }
            counts[bucket]++;
            assertThat((d.hi(bucket) - d.lo(bucket) - 1) / unit).isLessThanOrEqualTo(value / 1000);
        }
        for (int i = 0; i < counts.length; i++) {
            assertThat(d.count(i)).isEqualTo(counts[i]);
        }
    }

    @Test
    void intervalsOfATagAreAdded() throws IOException {
        long[] first = values(1, 500);
        long[] second = values(2, 300);
        long[] tagged = values(3, 200);
        Histogram t = histogram(tagged);
        t.setTag("commit_us");
        String text = log(histogram(first), histogram(second), t);

        HistogramInput read = HistogramInput.of("dir/fault_ns.hlog", text.getBytes(StandardCharsets.UTF_8));

        assertThat(read.found()).containsOnlyKeys("fault_ns", "commit_us");
        long[] both = Arrays.copyOf(first, 800);
        System.arraycopy(second, 0, both, 500, 300);
        holds(read.get("fault_ns"), 1, both);
        holds(read.get("commit_us"), 1000, tagged);
        assertThat(read.capture().warnings()).isEmpty();
        assertThat(read.capture().format).isEqualTo("HdrHistogram log");
    }

    @Test
    void theUnitIsAssumedAloud() throws IOException {
        HistogramInput read = HistogramInput.of("x.hlog", log(histogram(5, 6)).getBytes(StandardCharsets.UTF_8));

        assertThat(read.get("x").count()).isEqualTo(2);
        assertThat(read.capture().warnings()).anyMatch(w -> w.contains("read as ns"));
    }

    /** Versions 0 and 1 as the old library wrote them: the counts as words of 8 bytes. */
    private static String old(boolean v0, long... values) {
        Histogram shape = new Histogram(1, 4_000_000, 3);
        Arrays.stream(values).forEach(shape::recordValue);
        // 3 digits: 2048 sub-buckets, values below 2048 have an index of their own
        int top = 4096;
        ByteBuffer plain = ByteBuffer.allocate(40 + 8 * top);
        if (v0) {
            plain.putInt(PLAIN_V0 | LONGS)
                    .putInt(3)
                    .putLong(1)
                    .putLong(4_000_000)
                    .putLong(values.length);
        } else {
            plain.putInt(PLAIN_V1 | LONGS)
                    .putInt(8 * top)
                    .putInt(0)
                    .putInt(3)
                    .putLong(1)
                    .putLong(4_000_000)
                    .putDouble(1);
        }
        int counts = plain.position();
        for (long value : values) {
            int at = counts + 8 * (int) value;
            plain.putLong(at, plain.getLong(at) + 1);
        }
        byte[] bytes = Arrays.copyOf(plain.array(), counts + 8 * top);
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        ByteBuffer out = ByteBuffer.allocate(8 + length);
        out.putInt((v0 ? COMPRESSED_V0 : COMPRESSED_V1) | LONGS).putInt(length).put(packed, 0, length);
        return Base64.getEncoder().encodeToString(out.array());
    }

    @Test
    void allVersionsOfTheEncoding() throws IOException {
        long[] values = {1, 5, 5, 77, 2047};
        for (boolean v0 : new boolean[] {true, false}) {
            String line = "0.1,1.0,0.002," + old(v0, values) + "\n";
            HistogramInput read = HistogramInput.of("a_ns", line.getBytes(StandardCharsets.UTF_8));
            assertThat(HistogramInput.rows(read.get("a_ns")))
                    .isDeepEqualTo(HistogramInput.triples(1, 1, 2, 1, 5, 6, 2, 77, 78, 1, 2047, 2048, 1));
        }
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        int length = histogram(values).encodeIntoByteBuffer(buffer);
        String bare = Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
        HistogramInput uncompressed = HistogramInput.of("a_ns", bare.getBytes(StandardCharsets.UTF_8));
        holds(uncompressed.get("a_ns"), 1, values);
    }

    @Test
    void aDamagedIntervalIsLeftOutByLine() throws IOException {
        String[] lines = log(histogram(values(1, 50)), histogram(values(2, 60)), histogram(values(3, 70)))
                .split("\n");
        int second = lines.length - 2;
        lines[second] = lines[second].substring(0, lines[second].length() - 40);
        HistogramInput read = HistogramInput.of("f_ns", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));

        assertThat(read.get("f_ns").count()).isEqualTo(120);
        assertThat(read.capture().truncated).isTrue();
        assertThat(read.capture().warnings()).anyMatch(w -> w.startsWith("line " + (second + 1) + ": "));
    }

    @Test
    void hugeSettingsAndBombsAreRefused() {
        ByteBuffer plain = ByteBuffer.allocate(48);
        plain.putInt(0x1c849303 | 0x10)
                .putInt(8)
                .putInt(0)
                .putInt(5)
                .putLong(1)
                .putLong(Long.MAX_VALUE)
                .putDouble(1);
        refused(plain.array(), "need over");
        plain.putInt(12, 900);
        refused(plain.array(), "no settings");
        plain.putInt(12, 3).putLong(24, 1);
        refused(plain.array(), "no settings");

        byte[] zeros = new byte[16 << 20];
        Deflater deflater = new Deflater();
        deflater.setInput(zeros);
        deflater.finish();
        byte[] packed = new byte[1 << 17];
        int length = deflater.deflate(packed);
        deflater.end();
        ByteBuffer bomb = ByteBuffer.allocate(8 + length);
        bomb.putInt(0x1c849304 | 0x10).putInt(length).put(packed, 0, length);
        refused(bomb.array(), "unknown encoding 0x00000000");
    }

    private static void refused(byte[] payload, String message) {
        byte[] log = ("\"StartTimestamp\"\n0,1,2," + Base64.getEncoder().encodeToString(payload) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> HistogramInput.of("f_ns", log))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining(message);
    }

    @Test
    void doubleHistogramsAreNamed() {
        byte[] doubles = ByteBuffer.allocate(64).putInt(0x0c72124e).array();
        refused(doubles, "DoubleHistogram");
    }
}
