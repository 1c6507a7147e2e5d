package io.daxtrace.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files cut off, changed at random, and wrong in the ways seen before: a result or a message, nothing else. */
class DamageTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MUTATIONS = 500;

    @TempDir
    Path directory;

    static Stream<byte[]> small() {
        TraceFile file = Faults.file(Map.of(0, Faults.page(1, 4, 9), 2, Faults.page(3, 4, 5)));
        file.commandLines = "7 name\n".getBytes(StandardCharsets.US_ASCII);
        file.option(8, new Bytes(false).u32(3).array());
        file.option(2, "CPU: 0\noverrun: 3\n".getBytes(StandardCharsets.US_ASCII));
        file.buffers.add(new TraceFile.Buffer("i", "global", Map.of(0, Faults.page(4, 6))));
        return Stream.of(file.v6(), file.v7(Compression.NONE), file.v7(Compression.ZLIB), file.v7(Compression.ZSTD));
    }

    @ParameterizedTest
    @MethodSource("small")
    void survivesBeingCutOffAnywhere(byte[] file) {
        assertTimeoutPreemptively(LONGEST, () -> {
            List<String> whole = Seen.in(directory, file).lines;
            int step = Math.max(1, file.length / 300);
            for (int length = 1; length < file.length; length += step) {
                Seen seen = Seen.in(directory, Arrays.copyOf(file, length));
                // the last part of the file is an instance, which is not read
                assertThat(seen.refusal != null || seen.capture.truncated || seen.lines.equals(whole))
                        .as("cut at %s of %s", length, file.length)
                        .isTrue();
                assertThat(seen.lines.size()).isLessThanOrEqualTo(whole.size() + 2);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("small")
    void survivesChangesAtRandom(byte[] file) {
        Random random = new Random(file.length);
        assertTimeoutPreemptively(LONGEST, () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] changed = file.clone();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    int at = random.nextInt(random.nextBoolean() ? changed.length : Math.min(changed.length, 2000));
                    switch (random.nextInt(4)) {
                        case 0 -> changed[at] = (byte) random.nextInt();
                        case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                        case 2 -> Arrays.fill(changed, at, Math.min(changed.length, at + 8), (byte) 0xff);
                        default -> Arrays.fill(changed, at, Math.min(changed.length, at + 4), (byte) 0);
                    }
                }
                Seen.in(directory, changed);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void salvagesAFileWithoutItsDirectory(Compression compression) throws IOException {
        TraceFile file = Faults.file(Map.of(0, pages(0, 25), 2, pages(7, 12)));
        byte[] whole = file.v7(compression);
        int directoryAt = ContainerTest.indexOf(whole, "global\0") - 1 - 8 - 6 - 16;

        Seen seen = Seen.in(directory, Arrays.copyOf(whole, directoryAt));

        Seen intact = Seen.in(directory, whole);
        List<String> renumbered =
                intact.lines.stream().map(line -> line.replace("cpu2", "cpu1")).toList();
        assertThat(seen.lines).hasSameSizeAs(renumbered);
        assertThat(seen.lines.equals(renumbered)).isTrue();
        assertThat(seen.capture.truncated).isTrue();
        assertThat(seen.capture.warnings()).anyMatch(warning -> warning.contains("salvaged"));
    }

    @Test
    void salvagesPartOfAFileWhoseWriterDied() throws IOException {
        byte[] whole = Faults.file(Map.of(0, pages(0, 25), 2, pages(7, 12))).v7(Compression.ZSTD);
        int directoryAt = ContainerTest.indexOf(whole, "global\0") - 1 - 8 - 6 - 16;
        int section =
                (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(directoryAt + 22);
        byte[] cut = Arrays.copyOf(whole, directoryAt - 40);
        ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putLong(section + 8, 0);

        Seen seen = Seen.in(directory, cut);

        long intact = Seen.in(directory, whole).lines.size();
        assertThat(seen.lines.size()).isGreaterThan((int) intact / 2).isLessThan((int) intact);
        assertThat(seen.capture.truncated).isTrue();
    }

    @Test
    void leavesOutADamagedChunkAndGoesOn() throws IOException {
        byte[] file = Faults.file(pages(0, 35)).v7(Compression.ZSTD);
        int second = indexOf(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, 6);
        Arrays.fill(file, second + 10, second + 40, (byte) 0x55);

        Seen seen = Seen.in(directory, file);

        int page = Faults.pageEvents();
        assertThat(seen.lines).hasSize(25 * page + 1).contains("lost cpu0 -1");
        assertThat(seen.capture.truncated).isTrue();
        assertThat(seen.capture.loss().kernelDropped).isEqualTo(1);
    }

    @Test
    void stopsAtAChunkOfNothing() throws IOException {
        byte[] file = Faults.file(pages(0, 35)).v7(Compression.ZSTD);
        int first = indexOf(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, 5);
        ByteBuffer.wrap(file).putLong(first - 8, 0);

        Seen seen = Seen.in(directory, file);
        assertThat(seen.capture.truncated).isTrue();
        assertThat(seen.capture.warnings()).anyMatch(warning -> warning.contains("big-endian machines"));
    }

    @Test
    void unpacksAChunkWhoseSizeABigEndianTraceCmdLeftOut() throws IOException {
        byte[] file = Faults.file(pages(0, 5)).v7(Compression.ZSTD);
        int first = indexOf(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, 5);
        ByteBuffer.wrap(file).putInt(first - 4, 0);

        assertThat(Seen.in(directory, file).lines).hasSize(5 * Faults.pageEvents());
    }

    @Test
    void refusesABombWithoutUnpackingIt() throws IOException {
        TraceFile file = Faults.file(Faults.page(1));
        file.kallsyms = new byte[0];
        byte[] bytes = file.v7(Compression.ZLIB);
        int chunk = indexOf(bytes, new byte[] {0x78, (byte) 0x9c}, 5);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(chunk - 4, Integer.MAX_VALUE);

        Seen seen = Seen.in(directory, bytes);
        assertThat(seen.capture.truncated).isTrue();
        assertThat(seen.lines).noneMatch(line -> line.contains("DAX"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 | trace.dat version \"8\", expected 6 or 7",
                "0.6 | tracing data that perf keeps inside perf.data",
                "'\u001b' | trace.dat version \"\\u001b\", expected 6 or 7",
            })
    void refusesOtherVersions(String version, String message) throws IOException {
        byte[] file = new Bytes(false)
                .raw(new byte[] {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'})
                .string(version)
                .padTo(100)
                .array();
        assertThat(Seen.in(directory, file).refusal).hasMessageContaining(message);
    }

    @Test
    void refusesAnUnknownCompression() throws IOException {
        byte[] file = Faults.file(Faults.page(1)).v7(Compression.NONE);
        System.arraycopy("lzma".getBytes(StandardCharsets.US_ASCII), 0, file, 18, 4);
        assertThat(Seen.in(directory, file).refusal)
                .hasMessageContaining("compression \"lzma\", expected none, zlib or zstd");
    }

    @Test
    void refusesTheTextOfALatencyTracer() throws IOException {
        byte[] file = Faults.file(Faults.page(1)).v6();
        byte[] tag = "latency  ".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(tag, 0, file, ContainerTest.indexOf(file, "flyrecord"), tag.length);
        assertThat(Seen.in(directory, file).refusal).hasMessageContaining("the text of a latency tracer");
    }

    @Test
    void recognisesProbesByNameWhenKallsymsIsDamaged() throws IOException {
        Sample sample = new Sample(Sample.V6);
        byte[] file = sample.parts.v7(Compression.ZSTD);
        int kallsyms = indexOf(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, 3);
        Arrays.fill(file, kallsyms, kallsyms + 200, (byte) 0);

        Seen seen = Seen.in(directory, file);

        assertThat(seen.lines).isEqualTo(Seen.in(Sample.V6).lines);
        assertThat(seen.capture.warnings()).singleElement().asString().startsWith("kallsyms is damaged");
    }

    /** So many pages, full, an event each 10 ns. */
    private static byte[] pages(long start, int count) {
        PageWriter pages = new PageWriter();
        long time = start;
        for (int i = 0; i < count * Faults.pageEvents(); i++) {
            pages.event(time += 10, Faults.record(7, i * 0x9E3779B97F4A7C15L));
        }
        return pages.bytes();
    }

    /** Where the n-th copy of some bytes begins, counted from 0. */
    private static int indexOf(byte[] bytes, byte[] wanted, int n) {
        int seen = 0;
        for (int at = 0; at < bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length) && seen++ == n) {
                return at;
            }
        }
        throw new AssertionError("only " + seen + " of them");
    }
}
