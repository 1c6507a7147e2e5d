package io.daxtrace.parsers.perfdata;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.fixtures.Bytes;
import io.daxtrace.fixtures.ReadCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compressed records: one zstd frame that is never ended, cut into pieces. The frames here hold raw blocks only, which
 * are easy to write by hand (RFC 8878, 3.1.1.2).
 */
class CompressedTest {
    private static final int OLD_PIECE = 81;
    private static final int NEW_PIECE = 83;

    @TempDir
    Path folder;

    private final Perf perf = new Perf(LITTLE_ENDIAN).usualEvents();
    private final List<String> expected = new ArrayList<>();

    private byte[] manySamples(int count) {
        perf.comm(7, 7, "db", 0);
        for (int i = 0; i < count; i++) {
            perf.sample(1, 7, 7, 1000 + i, 0);
            expected.add("db 7 0 " + (1000 + i) + " fs_dax:dax_pte_fault");
        }
        byte[] records = perf.records();
        perf.clear();
        return records;
    }

    private static byte[] block(byte[] bytes, int from, int to) {
        int header = to - from << 3;
        return new Bytes(false)
                .u16(header)
                .u8(header >> 16)
                .raw(Arrays.copyOfRange(bytes, from, to))
                .array();
    }

    /** Magic, no content size, window of 128 KiB. */
    private static byte[] startOfFrame() {
        return new Bytes(false).u32(0xfd2fb528).u8(0).u8(7 << 3).array();
    }

    private void piece(int type, byte[] content) {
        if (type == OLD_PIECE) {
            perf.record(type, 0, content);
            return;
        }
        int size = 16 + content.length + 7 & -8;
        boolean overflows = size > 0xffff;
        perf.raw(perf.bytes()
                .u32(type)
                .u16(0)
                .u16(size)
                .u64(content.length)
                .raw(content)
                .array());
        perf.raw(new byte[overflows ? 0 : size - 16 - content.length]);
    }

    private void check() throws IOException {
        ReadCapture read = perf.read(folder);
        assertThat(read.lines()).isEqualTo(expected);
        assertThat(read.capture.warnings()).isEmpty();
        assertThat(read.capture.format).isEqualTo("perf.data, zstd");
    }

    @Test
    void recordsMaySpanPieces() throws IOException {
        for (int type : new int[] {OLD_PIECE, NEW_PIECE}) {
            perf.clear();
            expected.clear();
            byte[] records = manySamples(500);
            Random random = new Random(type);
            byte[] start = startOfFrame();
            for (int at = 0; at < records.length; ) {
                int to = Math.min(records.length, at + 1 + random.nextInt(300));
                piece(
                        type,
                        new Bytes(false).raw(start).raw(block(records, at, to)).array());
                start = new byte[0];
                perf.round();
                at = to;
            }
            check();
        }
    }

    /** perf 6.15 and 6.16 add up the size of a piece in 16 bits. */
    @Test
    void sizesOfPiecesMayOverflow() throws IOException {
        byte[] records = manySamples(2000);
        byte[] start = startOfFrame();
        int at = 0;
        for (int length : new int[] {65_525 - start.length, 65_512, 65_600, records.length}) {
            int to = Math.min(records.length, at + length);
            piece(
                    NEW_PIECE,
                    new Bytes(false).raw(start).raw(block(records, at, to)).array());
            start = new byte[0];
            at = to;
        }
        assertThat(at).isEqualTo(records.length);
        check();
    }

    @Test
    void ordersAcrossCpusThoughTheDecoderReadsAhead() throws IOException {
        perf.comm(7, 7, "db", 0);
        int cpus = 5;
        for (int round = 0; round < 200; round++) {
            for (int cpu = 0; cpu < cpus; cpu++) {
                for (int i = 0; i < 4; i++) {
                    perf.sample(1, 7, 7, 1 + (round * 4L + i) * cpus + cpu, cpu);
                }
            }
        }
        for (int i = 0; i < 800 * cpus; i++) {
            expected.add("db 7 " + i % cpus + ' ' + (1 + i) + " fs_dax:dax_pte_fault");
        }
        byte[] records = perf.records();
        perf.clear();
        perf.record(OLD_PIECE, 0, startOfFrame());
        for (int at = 0; at < records.length; at += 5000) {
            piece(OLD_PIECE, block(records, at, Math.min(records.length, at + 5000)));
            perf.round();
        }
        check();
    }

    @Test
    void damageIsToldAndWhatCameBeforeItIsKept() throws IOException {
        byte[] records = manySamples(3000);
        perf.record(OLD_PIECE, 0, startOfFrame());
        for (int at = 0; at < records.length; at += 4000) {
            byte[] block = block(records, at, Math.min(records.length, at + 4000));
            if (at == 200_000) {
                block[0] |= 6;
            }
            piece(OLD_PIECE, block);
        }
        ReadCapture read = perf.read(folder);
        assertThat(read.capture.truncated).isTrue();
        assertThat(read.capture.warnings()).singleElement().asString().contains("compressed records are damaged");
        // 200,000 bytes of records are intact; the decoder keeps back its window of 128 KiB and one read
        int recordSize = records.length / 3001;
        assertThat(read.lines())
                .hasSizeBetween((200_000 - (128 << 10) - (16 << 10)) / recordSize - 2, 200_000 / recordSize)
                .isEqualTo(expected.subList(0, read.lines().size()));
    }
}
