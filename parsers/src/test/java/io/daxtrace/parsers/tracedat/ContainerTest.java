package io.daxtrace.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.fixtures.Bytes;
import io.daxtrace.fixtures.ReadCapture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands around the pages: CPUs, options, clocks, names, losses by the kernel's statistics. */
class ContainerTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Compression.class)
    void mergesSparseAndUnorderedCpusTheLowerFirst(Compression compression) throws IOException {
        Map<Integer, byte[]> cpus = new LinkedHashMap<>();
        cpus.put(200, SmallTraces.page(5, 10, 40));
        cpus.put(3, SmallTraces.page(10, 20));
        cpus.put(7, SmallTraces.page(10, 40));

        ReadCapture seen = ReadCapture.of(
                directory,
                new TraceFile().format("fs_dax", SmallTraces.FORMAT).top(cpus).v7(compression));

        assertThat(seen.times())
                .containsExactly("5 cpu200", "10 cpu3", "10 cpu7", "10 cpu200", "20 cpu3", "40 cpu7", "40 cpu200");
        assertThat(seen.capture.truncated).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"NONE, 128", "ZLIB, 4096", "ZSTD, 4096"})
    void readsTenThousandCpusInLittleMemory(Compression compression, int pageSize) throws IOException {
        PageWriter page = new PageWriter(false, pageSize, 8);
        byte[] bytes = page.event(1, SmallTraces.record(7, 1))
                .event(2, SmallTraces.record(7, 1))
                .bytes();
        Map<Integer, byte[]> cpus = new LinkedHashMap<>();
        for (int cpu = 0; cpu < 10_000; cpu++) {
            cpus.put(cpu, bytes);
        }
        TraceFile file = SmallTraces.file(cpus);
        file.pageSize = pageSize;
        file.alignment = 64;

        ReadCapture seen = ReadCapture.of(directory, file.v7(compression));

        assertThat(seen.lines()).hasSize(20_000);
        assertThat(seen.times().get(9_999)).isEqualTo("1 cpu9999");
        assertThat(seen.times().get(10_000)).isEqualTo("2 cpu0");
    }

    @Test
    void ignoresTheSizeOfPackedDataAndTheOffsetOfNone() throws IOException {
        Map<Integer, byte[]> cpus = new LinkedHashMap<>();
        cpus.put(0, SmallTraces.page(5));
        cpus.put(1, new byte[0]);
        byte[] file = SmallTraces.file(cpus).v7(Compression.ZSTD);
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int table = indexOf(file, "global\0") + 7 + 8;
        bytes.putLong(table + 12, 1);
        bytes.putLong(table + 20 + 4, Long.MAX_VALUE).putLong(table + 20 + 12, 0);

        ReadCapture seen = ReadCapture.of(directory, file);
        assertThat(seen.times()).containsExactly("5 cpu0");
        assertThat(seen.capture.truncated).isFalse();
    }

    @Test
    void leavesOutACpuThatIsThereTwice() throws IOException {
        Map<Integer, byte[]> cpus = new LinkedHashMap<>();
        cpus.put(0, SmallTraces.page(5));
        cpus.put(1, SmallTraces.page(6));
        byte[] file = SmallTraces.file(cpus).v7(Compression.NONE);
        int table = indexOf(file, "global\0") + 7 + 8;
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(table + 20, 0);

        ReadCapture seen = ReadCapture.of(directory, file);
        assertThat(seen.times()).containsExactly("5 cpu0");
        assertThat(seen.capture.truncated).isTrue();
    }

    @Test
    void passesOverUnknownOptionsAndARepeatedCpuCount() throws IOException {
        TraceFile file = SmallTraces.file(SmallTraces.page(5));
        file.option(11, new byte[8]).option(999, new byte[77]).option(25, new byte[8]);
        file.option(1, "0xffffff".getBytes(StandardCharsets.US_ASCII));
        file.option(7, "123456789".getBytes(StandardCharsets.US_ASCII));
        file.option(8, new Bytes(false).u32(1).array())
                .option(8, new Bytes(false).u32(1).array());

        assertThat(ReadCapture.of(directory, file.v6()).times()).containsExactly("5 cpu0");
        assertThat(ReadCapture.of(directory, file.v7(Compression.ZLIB)).times()).containsExactly("5 cpu0");
    }

    @ParameterizedTest
    @CsvSource({"local", "global", "perf", "mono", "mono_raw", "boot", "tai", "tsc2nsec"})
    void takesClocksThatCountNanoseconds(String clock) throws IOException {
        long late = 1L << 61;
        TraceFile file = new TraceFile().format("fs_dax", SmallTraces.FORMAT);
        file.clock = "[" + clock + "]";
        file.top(Map.of(0, SmallTraces.page(late, late + 7)));

        for (byte[] bytes : new byte[][] {file.v6(), file.v7(Compression.NONE)}) {
            ReadCapture seen = ReadCapture.of(directory, bytes);
            assertThat(seen.times()).containsExactly(late + " cpu0", late + 7 + " cpu0");
            assertThat(seen.capture.clock).isEqualTo(clock);
            assertThat(seen.capture.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "counter, 'tells no time'",
        "x86-tsc, 'does not say how many of its cycles make a nanosecond'",
        "ppc-tb, 'does not say how many of its cycles make a nanosecond'",
        "sundial, 'whose unit is not known'",
    })
    void refusesClocksThatTellNoTime(String clock, String why) throws IOException {
        TraceFile file = new TraceFile().format("fs_dax", SmallTraces.FORMAT);
        file.clock = "local [" + clock + "] global";
        file.top(Map.of(0, SmallTraces.page(1)));

        for (byte[] bytes : new byte[][] {file.v6(), file.v7(Compression.NONE)}) {
            assertThatThrownBy(() -> ReadCapture.of(directory, bytes)).hasMessageContaining(why);
        }
    }

    @Test
    void turnsCyclesIntoNanosecondsWithoutOverflow() throws IOException {
        // 0.4 ns a cycle (2.5 GHz): 0.4 * 2^32 rounded down; at 2^60 cycles the product needs 91 bits
        long multiplier = 1_717_986_918;
        TraceFile file = new TraceFile().format("fs_dax", SmallTraces.FORMAT);
        file.clock = "[x86-tsc]";
        file.top(Map.of(0, SmallTraces.page(10_000, 1L << 60)));
        file.option(14, new Bytes(false).u32(multiplier).u32(32).u64(99).array());

        assertThat(ReadCapture.of(directory, file.v7(Compression.ZSTD)).times())
                .containsExactly("3999 cpu0", (multiplier << 28) + " cpu0");
    }

    @Test
    void warnsOfTheLocalClockWhenThereAreSeveralCpus() throws IOException {
        TraceFile file = new TraceFile().format("fs_dax", SmallTraces.FORMAT);
        file.clock = "[local]";
        file.top(Map.of(0, SmallTraces.page(1), 1, SmallTraces.page(2)));

        assertThat(ReadCapture.of(directory, file.v6()).capture.warnings())
                .singleElement()
                .asString()
                .contains("may differ between CPUs");
    }

    @Test
    void givesThreadsTheNamesOfTheSavedCommandLines() throws IOException {
        PageWriter pages = new PageWriter();
        int[] tids = {12, 0, 14, 15, 16, 17};
        for (int tid : tids) {
            pages.event(1, SmallTraces.record(tid, 1));
        }
        TraceFile file = SmallTraces.file(pages.bytes());
        file.commandLines =
                "12 old\n14 a name of two\n15 <...>\n12 new\nrubbish\n16 \u001b[31m\n".getBytes(StandardCharsets.UTF_8);

        assertThat(ReadCapture.of(directory, file.v6()).events.stream().map(event -> event.comm() + "-" + event.tid()))
                .containsExactly("new-12", "<idle>-0", "a name of two-14", "null-15", "\u001b[31m-16", "null-17");
    }

    @Test
    void takesTheLargerOfMarksAndStatisticsForTheLosses() throws IOException {
        PageWriter marked = new PageWriter();
        marked.page(10).word(4, 0).raw(SmallTraces.record(7, 1));
        marked.page(100).lost(30).word(4, 0).raw(SmallTraces.record(7, 1));
        TraceFile file = SmallTraces.file(Map.of(0, marked.bytes(), 1, SmallTraces.page(5)));
        file.option(2, stats("CPU: 0\nentries: 9\noverrun: 20\ncommit overrun: 1\nbytes: 7\ndropped events: 4\n"));
        file.option(2, stats("CPU: 1\nentries: 9\noverrun: 3\ncommit overrun: 0\nbytes: 7\ndropped events: 5\n"));
        file.option(2, stats("CPU: 2\nentries: 9\noverrun: 0\ncommit overrun: 0\nbytes: 7\ndropped events: 11\n"));
        file.option(2, stats("Buffer: other\n\n"));
        file.option(2, stats("CPU: 0\noverrun: 1000\n"));

        ReadCapture seen = ReadCapture.of(directory, file.v7(Compression.NONE));
        assertThat(seen.capture.loss().kernelDropped).isEqualTo(30 + 8 + 11);
    }

    @Test
    void goesByTheKernelsPageSizeWhereAnOldRecorderWroteItsOwn() throws IOException {
        PageWriter pages = new PageWriter(false, 65536, 8);
        for (int i = 0; i < 10_000; i++) {
            pages.event(i, SmallTraces.record(7, i));
        }
        TraceFile file = SmallTraces.file(pages.bytes());
        file.pageSize = 4096;
        file.headerPage = TraceFile.headerPage(65536, 8);

        assertThat(ReadCapture.of(directory, file.v6()).lines()).hasSize(10_000);
    }

    @Test
    void readsEventsOfTypesWithoutAFormatAsUnknown() throws IOException {
        TraceFile file = new TraceFile().top(Map.of(0, SmallTraces.page(1, 2)));

        ReadCapture seen = ReadCapture.of(directory, file.v6());
        assertThat(seen.capture.eventCounts()).isEqualTo(Map.of("unknown:" + SmallTraces.ID, 2L));
        assertThat(seen.lines()).isEmpty();
    }

    private static byte[] stats(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Where a text's last copy begins. */
    static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
    }
}
