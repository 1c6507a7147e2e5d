package io.daxtrace.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.fixtures.Bytes;
import io.daxtrace.fixtures.ReadCapture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ring buffer pages put together word by word; the expected times are added up by hand. */
class RingBufferPageTest {
    private static final byte[] RECORD = SmallTraces.record(7, 1);
    private static final int WORDS = 4;

    @TempDir
    Path directory;

    @Test
    void addsDeltasAndUnsignedTimeExtends() throws IOException {
        PageWriter pages = new PageWriter().page(1_000);
        pages.word(WORDS, 5).raw(RECORD);
        pages.word(30, 3).u32(0x8000_0001L);
        pages.word(WORDS, (1 << 27) - 1).raw(RECORD);
        long extended = 1_005 + 3 + (0x8000_0001L << 27) + (1 << 27) - 1;

        assertThat(read(pages).times()).containsExactly("1005 cpu0", extended + " cpu0");
    }

    @Test
    void takesAnAbsoluteTimeStamp() throws IOException {
        PageWriter pages = new PageWriter().page(1_000);
        pages.word(31, 17).u32(2);
        pages.word(WORDS, 1).raw(RECORD);

        assertThat(read(pages).times()).containsExactly((17 + (2L << 27) + 1) + " cpu0");
    }

    @ParameterizedTest
    @CsvSource({
        "0x0800000000000100, 0x200, 0x0800000000000200",
        "0x1800000000000100, 0x200, 0x1800000000000200",
        "0x1ffffffffffffff0, 0x5, 0x2000000000000005",
        "0x0000000000000100, 0x50, 0x50",
    })
    void givesAStampItsUpperBitsBack(String running, String stamp, String expected) throws IOException {
        long at = Long.decode(stamp);
        PageWriter pages = new PageWriter().page(Long.decode(running));
        pages.word(31, at & (1 << 27) - 1).u32(at >>> 27);
        pages.word(WORDS, 0).raw(RECORD);

        assertThat(read(pages).times()).containsExactly(Long.decode(expected) + " cpu0");
    }

    @Test
    void readsRecordsThatCarryTheirLength() throws IOException {
        PageWriter pages = new PageWriter().page(10);
        pages.word(0, 1).u32(4 + RECORD.length).raw(RECORD);
        pages.word(0, 1).u32(4 + RECORD.length + 3).raw(RECORD).u32(0);
        pages.word(WORDS, 1).raw(RECORD);

        assertThat(read(pages).times()).containsExactly("11 cpu0", "12 cpu0", "13 cpu0");
    }

    @Test
    void passesOverDiscardedEventsAndCountsTheirTime() throws IOException {
        PageWriter pages = new PageWriter().page(10);
        pages.word(29, 4).u32(RECORD.length).raw(Arrays.copyOf(RECORD, RECORD.length - 4));
        pages.word(WORDS, 1).raw(RECORD);
        pages.word(29, 0).raw(RECORD);

        ReadCapture seen = read(pages);
        assertThat(seen.times()).containsExactly("15 cpu0");
        assertThat(seen.capture.truncated).isFalse();
    }

    @Test
    void clampsADiscardedEventThatIsLongerThanItsPage() throws IOException {
        PageWriter pages = new PageWriter().page(10);
        pages.word(WORDS, 1).raw(RECORD).word(29, 4).u32(5_000);
        pages.page(50).word(WORDS, 1).raw(RECORD);

        ReadCapture seen = read(pages);
        assertThat(seen.times()).containsExactly("11 cpu0", "51 cpu0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reportsLossesBetweenThePages(boolean bigEndian) throws IOException {
        byte[] record = SmallTraces.record(bigEndian, 7, 1);
        PageWriter pages = new PageWriter(bigEndian, 4096, 8);
        pages.page(10).word(WORDS, 0).raw(record);
        pages.page(100).lost(1234).word(WORDS, 0).raw(record);
        pages.page(200).lost(-1).word(WORDS, 0).raw(record);
        TraceFile file = SmallTraces.file(pages.bytes());
        file.bigEndian = bigEndian;

        for (byte[] bytes : new byte[][] {file.v6(), file.v7(Compression.NONE), file.v7(Compression.ZSTD)}) {
            ReadCapture seen = ReadCapture.of(directory, bytes);
            assertThat(seen.times()).containsExactly("10 cpu0", "lost cpu0", "100 cpu0", "lost cpu0", "200 cpu0");
            assertThat(seen.lines()).contains("lost 0 1234", "lost 0 -1");
            assertThat(seen.capture.loss().kernelDropped).isEqualTo(1235);
            assertThat(seen.capture.truncated).isFalse();
        }
    }

    @Test
    void reportsALossAtTheLastTimeBeforeIt() throws IOException {
        PageWriter first = new PageWriter();
        first.page(10).word(WORDS, 0).raw(RECORD);
        first.page(100).lost(5).word(WORDS, 0).raw(RECORD);

        ReadCapture seen = ReadCapture.of(
                directory,
                SmallTraces.file(java.util.Map.of(0, first.bytes(), 3, SmallTraces.page(5, 50, 150)))
                        .v6());

        assertThat(seen.times()).containsExactly("5 cpu3", "10 cpu0", "lost cpu0", "50 cpu3", "100 cpu0", "150 cpu3");
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "3", "4000", "2147483648", "4294967295"})
    void stopsAPageAtARecordWithAnImpossibleLength(long length) throws IOException {
        PageWriter pages = new PageWriter();
        pages.page(10).word(WORDS, 0).raw(RECORD).word(0, 1).u32(length).raw(RECORD);
        pages.page(100).word(WORDS, 0).raw(RECORD);

        ReadCapture seen = read(pages);

        assertThat(seen.times()).containsExactly("10 cpu0", "lost cpu0", "100 cpu0");
        assertThat(seen.capture.truncated).isTrue();
        assertThat(seen.capture.warnings())
                .containsExactly("1 ring buffer pages are damaged or cut off; the rest of each was left out");
    }

    @Test
    void stopsAPageAtARecordThatLeavesIt() throws IOException {
        PageWriter pages = new PageWriter();
        pages.page(10).word(WORDS, 0).raw(RECORD).word(28, 1).raw(RECORD);
        pages.page(100).word(WORDS, 0).raw(RECORD);

        assertThat(read(pages).times()).containsExactly("10 cpu0", "lost cpu0", "100 cpu0");
    }

    @Test
    void leavesOutAPageThatClaimsToBeLongerThanItIs() throws IOException {
        PageWriter pages = new PageWriter();
        pages.page(10).word(WORDS, 0).raw(RECORD);
        pages.page(50).word(WORDS, 0).raw(RECORD);
        pages.page(100).word(WORDS, 0).raw(RECORD);
        byte[] bytes = pages.bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(4096 + 8, 4081);

        assertThat(ReadCapture.of(directory, SmallTraces.file(bytes).v6()).times())
                .containsExactly("10 cpu0", "lost cpu0", "100 cpu0");
    }

    @Test
    void passesOverEmptyPages() throws IOException {
        byte[] pages = new Bytes(false)
                .raw(new byte[4096])
                .raw(SmallTraces.page(9))
                .raw(new byte[8192])
                .array();

        ReadCapture seen = ReadCapture.of(directory, SmallTraces.file(pages).v6());
        assertThat(seen.times()).containsExactly("9 cpu0");
        assertThat(seen.capture.truncated).isFalse();
        assertThat(seen.capture.warnings()).isEmpty();
    }

    @Test
    void keepsTheOrderOfACpuWhoseTimeGoesBack() throws IOException {
        byte[] pages = new Bytes(false)
                .raw(SmallTraces.page(10, 20))
                .raw(SmallTraces.page(15, 30))
                .array();

        ReadCapture seen = ReadCapture.of(directory, SmallTraces.file(pages).v6());
        assertThat(seen.times()).containsExactly("10 cpu0", "20 cpu0", "15 cpu0", "30 cpu0");
        assertThat(seen.capture.warnings()).containsExactly("time goes backwards 1 times within a CPU's events");
    }

    @Test
    void endsAtTheLastWholeRecordOfAPageThatIsCutOff() throws IOException {
        byte[] page = SmallTraces.page(10, 20, 30);
        byte[] file = SmallTraces.file(page).v6();
        int pageStart = file.length - 4096;

        ReadCapture seen = ReadCapture.of(directory, Arrays.copyOf(file, pageStart + 16 + 20 + 20 + 7));

        assertThat(seen.times()).startsWith("10 cpu0", "20 cpu0").hasSizeLessThanOrEqualTo(3);
        assertThat(seen.capture.truncated).isTrue();
    }

    private ReadCapture read(PageWriter pages) throws IOException {
        return ReadCapture.of(directory, SmallTraces.file(pages.bytes()).v6());
    }
}
