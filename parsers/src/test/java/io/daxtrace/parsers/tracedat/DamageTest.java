package io.daxtrace.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.event.BadInputException;
import io.daxtrace.fixtures.Bytes;
import io.daxtrace.fixtures.Damage;
import io.daxtrace.fixtures.ReadCapture;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files cut off, changed at random, and wrong in the ways seen before: a result or a message, nothing else. */
class DamageTest {
    @TempDir
    Path directory;

    static Stream<byte[]> small() {
        TraceFile file = SmallTraces.file(Map.of(0, SmallTraces.page(1, 4, 9), 2, SmallTraces.page(3, 4, 5)));
        file.commandLines = "7 name\n".getBytes(StandardCharsets.US_ASCII);
        file.option(8, new Bytes(false).u32(3).array());
        file.option(2, "CPU: 0\noverrun: 3\n".getBytes(StandardCharsets.US_ASCII));
        file.buffers.add(new TraceFile.Buffer("i", "global", Map.of(0, SmallTraces.page(4, 6))));
        return Stream.of(file.v6(), file.v7(Compression.NONE), file.v7(Compression.ZLIB), file.v7(Compression.ZSTD));
    }

    @ParameterizedTest
    @MethodSource("small")
    void survivesBeingCutOffAnywhere(byte[] file) throws IOException {
        ReadCapture whole = ReadCapture.of(directory, file);
        Damage.Reader reader = cut -> {
            ReadCapture seen = new ReadCapture();
            try {
                seen.read(Input.open(Files.write(directory.resolve("cut"), cut).toString()));
                // the last part of the file is an instance, which is not read
                assertThat(seen.capture.truncated
                                || seen.events.equals(whole.events) && seen.losses.equals(whole.losses))
                        .isTrue();
            } finally {
                assertThat(seen.lines().size())
                        .isLessThanOrEqualTo(whole.lines().size() + 2);
            }
        };
        Damage.cut(file, 600, reader, DamageTest::hasReason);
    }

    @ParameterizedTest
    @MethodSource("small")
    void survivesChangesAtRandom(byte[] file) {
        Damage.change(file, 500, changed -> ReadCapture.of(directory, changed), DamageTest::hasReason);
    }

    private static void hasReason(BadInputException refusal) {
        assertThat(refusal).hasMessageMatching("(?s).{20,}");
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void salvagesAFileWithoutItsDirectory(Compression compression) throws IOException {
        TraceFile file = SmallTraces.file(Map.of(0, pages(0, 25), 2, pages(7, 12)));
        byte[] whole = file.v7(compression);
        int directoryAt = ContainerTest.indexOf(whole, "global\0") - 1 - 8 - 6 - 16;

        ReadCapture seen = ReadCapture.of(directory, Arrays.copyOf(whole, directoryAt));

        ReadCapture intact = ReadCapture.of(directory, whole);
        List<String> renumbered = intact.times().stream()
                .map(time -> time.replace("cpu2", "cpu1"))
                .toList();
        assertThat(seen.times().equals(renumbered)).isTrue();
        assertThat(seen.events)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("cpu")
                .isEqualTo(intact.events);
        assertThat(seen.capture.truncated).isTrue();
        assertThat(seen.capture.warnings()).anyMatch(warning -> warning.contains("salvaged"));
    }

    @Test
    void salvagesPartOfAFileWhoseWriterDied() throws IOException {
        byte[] whole =
                SmallTraces.file(Map.of(0, pages(0, 25), 2, pages(7, 12))).v7(Compression.ZSTD);
        int directoryAt = ContainerTest.indexOf(whole, "global\0") - 1 - 8 - 6 - 16;
        int section =
                (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(directoryAt + 22);
        byte[] cut = Arrays.copyOf(whole, directoryAt - 40);
        ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putLong(section + 8, 0);

        ReadCapture seen = ReadCapture.of(directory, cut);

        long intact = ReadCapture.of(directory, whole).lines().size();
        assertThat(seen.lines().size()).isGreaterThan((int) intact / 2).isLessThan((int) intact);
        assertThat(seen.capture.truncated).isTrue();
    }

    @Test
    void leavesOutADamagedChunkAndGoesOn() throws IOException {
        byte[] file = SmallTraces.file(pages(0, 35)).v7(Compression.ZSTD);
        int second = indexOf(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, 6);
        Arrays.fill(file, second + 10, second + 40, (byte) 0x55);

        ReadCapture seen = ReadCapture.of(directory, file);

        int page = SmallTraces.pageEvents();
        assertThat(seen.lines()).hasSize(25 * page + 1).contains("lost 0 -1");
        assertThat(seen.capture.truncated).isTrue();
        assertThat(seen.capture.loss().kernelDropped).isEqualTo(1);
    }

    @Test
    void stopsAtAChunkOfNothing() throws IOException {
        byte[] file = SmallTraces.file(pages(0, 35)).v7(Compression.ZSTD);
        int first = indexOf(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, 5);
        ByteBuffer.wrap(file).putLong(first - 8, 0);

        ReadCapture seen = ReadCapture.of(directory, file);
        assertThat(seen.capture.truncated).isTrue();
        assertThat(seen.capture.warnings()).anyMatch(warning -> warning.contains("big-endian machines"));
    }

    @Test
    void unpacksAChunkWhoseSizeABigEndianTraceCmdLeftOut() throws IOException {
        byte[] file = SmallTraces.file(pages(0, 5)).v7(Compression.ZSTD);
        int first = indexOf(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, 5);
        ByteBuffer.wrap(file).putInt(first - 4, 0);

        assertThat(ReadCapture.of(directory, file).lines()).hasSize(5 * SmallTraces.pageEvents());
    }

    @Test
    void refusesABombWithoutUnpackingIt() throws IOException {
        TraceFile file = SmallTraces.file(SmallTraces.page(1));
        file.kallsyms = new byte[0];
        byte[] bytes = file.v7(Compression.ZLIB);
        int chunk = indexOf(bytes, new byte[] {0x78, (byte) 0x9c}, 5);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(chunk - 4, Integer.MAX_VALUE);

        ReadCapture seen = ReadCapture.of(directory, bytes);
        assertThat(seen.capture.truncated).isTrue();
        assertThat(seen.events).isEmpty();
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
        assertThatThrownBy(() -> ReadCapture.of(directory, file)).hasMessageContaining(message);
    }

    @Test
    void refusesAnUnknownCompression() throws IOException {
        byte[] file = SmallTraces.file(SmallTraces.page(1)).v7(Compression.NONE);
        System.arraycopy("lzma".getBytes(StandardCharsets.US_ASCII), 0, file, 18, 4);
        assertThatThrownBy(() -> ReadCapture.of(directory, file))
                .hasMessageContaining("compression \"lzma\", expected none, zlib or zstd");
    }

    @Test
    void refusesTheTextOfALatencyTracer() throws IOException {
        byte[] file = SmallTraces.file(SmallTraces.page(1)).v6();
        byte[] tag = "latency  ".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(tag, 0, file, ContainerTest.indexOf(file, "flyrecord"), tag.length);
        assertThatThrownBy(() -> ReadCapture.of(directory, file)).hasMessageContaining("the text of a latency tracer");
    }

    @Test
    void recognisesProbesByNameWhenKallsymsIsDamaged() throws IOException {
        SampleParts sample = new SampleParts(SampleParts.V6);
        byte[] file = sample.parts.v7(Compression.ZSTD);
        int kallsyms = indexOf(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, 3);
        Arrays.fill(file, kallsyms, kallsyms + 200, (byte) 0);

        ReadCapture seen = ReadCapture.of(directory, file);

        assertThat(seen.events).isEqualTo(ReadCapture.of(SampleParts.V6).events);
        assertThat(seen.capture.warnings()).singleElement().asString().startsWith("kallsyms is damaged");
    }

    /** So many pages, full, an event each 10 ns. */
    private static byte[] pages(long start, int count) {
        PageWriter pages = new PageWriter();
        long time = start;
        for (int i = 0; i < count * SmallTraces.pageEvents(); i++) {
            pages.event(time += 10, SmallTraces.record(7, i * 0x9E3779B97F4A7C15L));
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
