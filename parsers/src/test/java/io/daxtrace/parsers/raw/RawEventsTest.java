package io.daxtrace.parsers.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawEventsTest {
    private static final byte[] KALLSYMS = """
            0000000000000000 A fixed_percpu_data
            ffffffff9a000000 T _stext
            ffffffff9a4d2f20 t __pfx_dax_iomap_fault
            ffffffff9a4d2f30 T dax_iomap_fault
            ffffffff9a4d2f30 t $x
            ffffffff9a4d2f38 t tiny
            ffffffff9a4d4000 T dax_iomap_fault_not
            ffffffff9a500000 T vfs_fsync_range
            ffffffff9a500100 T vfs_fsync
            ffffffffc0a81230 t ext4_dax_huge_fault	[ext4]
            ffffffffc0a81200 t ext4_dax_fault	[ext4]
            """.getBytes(StandardCharsets.UTF_8);

    private final Capture capture = new Capture("test");
    private final Event event = new Event();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesATracepointsFieldsByTheirPlaces(boolean bigEndian) {
        RawEvents events = new RawEvents(capture, bigEndian);
        events.addFormat("fs_dax", Formats.DAX_PTE_FAULT_DONE);
        ByteBuffer record = record(961, 159, 52, bigEndian);
        record.putLong(8, 13)
                .putLong(16, 0x288000fbL)
                .putLong(24, 0x7f0000001000L)
                .putLong(32, 511);
        record.putInt(40, 0x10300001).putInt(44, 0xa55).putInt(48, 0x2004);
        byte[] inABuffer = new byte[200];
        record.get(0, inABuffer, 77, 52);

        assertThat(events.decode(inABuffer, 77, 52, event)).isTrue();

        assertThat(event.kind).isEqualTo(EventKind.DAX_PTE_FAULT_DONE);
        assertThat(event.tid).isEqualTo(159);
        assertThat(event.ino).isEqualTo(13);
        assertThat(event.vmFlags & Event.VM_SYNC).isNotZero();
        assertThat(event.address).isEqualTo(0x7f0000001000L);
        assertThat(event.pgoff).isEqualTo(511);
        assertThat(event.dev).isEqualTo(259L << 20 | 1);
        assertThat(event.faultFlags).isEqualTo(0xa55);
        assertThat(event.result).isEqualTo(0x2004);
        assertThat(event.resultKnown).isTrue();
        assertThat(event.datasync).isEqualTo(Event.UNKNOWN);
        assertThat(capture.eventCounts()).isEqualTo(Map.of("fs_dax:dax_pte_fault_done", 1L));
    }

    @Test
    void readsAFaultsResultUnsignedAndASyncsSigned() {
        RawEvents events = new RawEvents(capture, false);
        events.addFormat("fs_dax", Formats.DAX_PTE_FAULT_DONE);
        events.addFormat("ext4", Formats.EXT4_SYNC_FILE_EXIT_7_2);

        ByteBuffer fault = record(961, 1, 52, false).putInt(48, 0x80000001);
        assertThat(decode(events, fault)).isTrue();
        assertThat(event.result).isEqualTo(0x80000001L);

        ByteBuffer sync =
                record(1728, 1, 24, false).putLong(8, 77).putInt(16, 0x10300000).putInt(20, -5);
        assertThat(decode(events, sync)).isTrue();
        assertThat(event.result).isEqualTo(-5);
        assertThat(event.ino).isEqualTo(77);
        assertThat(event.dev).isEqualTo(259L << 20);
        assertThat(event.pgoff).isEqualTo(Event.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "ffffffff9a4d2f30, dax_iomap_fault",
        "ffffffff9a4d2f34, dax_iomap_fault",
        "ffffffff9a4d2f38, ",
        "ffffffff9a4d2f20, ",
        "ffffffff9a500000, vfs_fsync_range",
        "ffffffff9a500010, vfs_fsync_range",
        "ffffffff9a500011, ",
        "ffffffff9a4fffff, ",
        "ffffffffc0a81200, ext4_dax_fault",
        "ffffffffc0a81234, ext4_dax_huge_fault",
        "0, ",
    })
    void knowsAProbesFunctionByItsAddress(String address, KernelFunction function) {
        RawEvents events = new RawEvents(capture, false);
        events.addFormat("kp", Formats.entryProbe("anything", 2072));
        events.kallsyms(KALLSYMS);
        ByteBuffer record = record(2072, 3, 40, false).putLong(8, Long.parseUnsignedLong(address, 16));
        record.putLong(16, 4096).putLong(24, Long.MAX_VALUE).putInt(32, 1);

        assertThat(decode(events, record)).isEqualTo(function != null);
        if (function != null) {
            assertThat(event.kind).isEqualTo(EventKind.FUNCTION_ENTRY);
            assertThat(event.function).isEqualTo(function);
            assertThat(event.start).isEqualTo(4096);
            assertThat(event.end).isEqualTo(Long.MAX_VALUE);
            assertThat(event.datasync).isEqualTo(1);
            assertThat(event.resultKnown).isFalse();
        }
        assertThat(capture.eventCounts()).isEqualTo(Map.of("kp:anything", 1L));
    }

    @ParameterizedTest
    @CsvSource({
        "dax_iomap_fault, dax_iomap_fault",
        "dax_iomap_fault_ret, dax_iomap_fault",
        "vfs_fsync_range__return, vfs_fsync_range",
        "r_dax_finish_sync_fault_0, dax_finish_sync_fault",
        "ext4_sync_file_exit, ext4_sync_file",
        "dax_iomap_fault__return_12, dax_iomap_fault",
        "dax_iomap_pte_fault, ",
        "vfs_fsync_range2_x, ",
    })
    void fallsBackToTheProbesNameWhereTheKernelHidItsSymbols(String name, KernelFunction function) {
        String hidden = new String(KALLSYMS, StandardCharsets.UTF_8).replaceAll("(?m)^[0-9a-f]{16}", "0".repeat(16));
        RawEvents events = new RawEvents(capture, false);
        events.addFormat("kp", Formats.returnProbe(name, 9, "\tfield:u32 ret;\toffset:24;\tsize:4;\tsigned:0;\n"));
        events.kallsyms(hidden.getBytes(StandardCharsets.UTF_8));
        ByteBuffer record =
                record(9, 3, 28, false).putLong(8, 0xffffffff9a4d2f30L).putInt(24, 0x2004);

        assertThat(decode(events, record)).isEqualTo(function != null);
        if (function != null) {
            assertThat(event.kind).isEqualTo(EventKind.FUNCTION_RETURN);
            assertThat(event.function).isEqualTo(function);
            assertThat(event.result).isEqualTo(0x2004);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'field:s32 ret;	offset:24;	size:4;	signed:1;', true, -22",
        "'field:u64 arg1;	offset:24;	size:8;	signed:0;', true, -22",
        "'field:u64 retval;	offset:24;	size:8;', true, -22",
        "'field:u8 ret;	offset:24;	size:1;	signed:0;', false, 0",
        "'field:__data_loc char[] ret;	offset:24;	size:4;	signed:0;', false, 0",
        "'field:u32 ret[2];	offset:24;	size:8;	signed:0;', false, 0",
    })
    void takesAReturnValueByAnyOfItsNames(String field, boolean known, long result) {
        RawEvents events = new RawEvents(capture, false);
        events.addFormat("kp", Formats.returnProbe("vfs_fsync_range_ret", 9, "\t" + field + "\n"));
        ByteBuffer record = record(9, 3, 32, false).putLong(24, 0xffffffeaL);

        assertThat(decode(events, record)).isTrue();
        assertThat(event.resultKnown).isEqualTo(known);
        assertThat(event.result).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "field:s32 ret;\toffset:24;\tsize:4;\tsigned:1;",
                "field:u32 ret;\toffset:24;\tsize:4;\tsigned:0;",
                "field:u64 arg1;\toffset:24;\tsize:8;\tsigned:0;",
                "field:unsigned long retval;\toffset:24;\tsize:8;\tsigned:0;"
            })
    void epermIsAReturnValue(String field) {
        RawEvents events = new RawEvents(capture, false);
        events.addFormat("kp", Formats.returnProbe("vfs_fsync_range_ret", 9, "\t" + field + "\n"));

        assertThat(decode(events, record(9, 3, 32, false).putLong(24, 0xffff_ffff_ffff_ffffL)))
                .isTrue();
        assertThat(event.resultKnown).isTrue();
        assertThat(event.result).isEqualTo(-1);
    }

    @Test
    void takesAFunctionGraphsDuration() {
        RawEvents events = new RawEvents(capture, false);
        events.addFormat("ftrace", Formats.FUNCGRAPH_EXIT);
        events.kallsyms(KALLSYMS);
        ByteBuffer record = record(10, 3, 40, false).putLong(8, 0xffffffff9a500000L);
        record.putLong(24, 1_000_000_007L).putLong(32, 1_000_123_456L);

        assertThat(decode(events, record)).isTrue();
        assertThat(event.function).isEqualTo(KernelFunction.VFS_FSYNC_RANGE);
        assertThat(event.duration).isEqualTo(123_449);
    }

    @Test
    void leavesASystemCallsArgumentsAlone() {
        RawEvents events = new RawEvents(capture, false);
        events.addFormat("syscalls", Formats.SYS_ENTER_MSYNC);
        ByteBuffer record = record(640, 3, 40, false).putLong(16, 0x7f00L).putLong(32, 4);

        assertThat(decode(events, record)).isTrue();
        assertThat(event.start).isEqualTo(Event.UNKNOWN);
        assertThat(event.faultFlags).isEqualTo(Event.UNKNOWN);
    }

    @Test
    void countsWhatItCanNotDecode() {
        RawEvents events = new RawEvents(capture, false);
        events.addFormat("fs_dax", Formats.DAX_PTE_FAULT_DONE);
        events.addFormat(
                "sched", Formats.of("sched_switch", 316, "\tfield:char prev_comm[16];\toffset:8;\tsize:16;\n"));
        events.addFormat("odd", "name: x\nformat:\n");

        assertThat(decode(events, record(316, 1, 64, false))).isFalse();
        assertThat(decode(events, record(961, 1, 44, false))).isFalse();
        assertThat(decode(events, record(7, 1, 12, false))).isFalse();
        assertThat(decode(events, record(65535, 1, 12, false))).isFalse();
        assertThat(events.decode(new byte[1], 0, 1, event)).isFalse();
        events.finish();

        assertThat(capture.eventCounts())
                .isEqualTo(Map.of(
                        "sched:sched_switch", 1L,
                        "fs_dax:dax_pte_fault_done", 1L,
                        "unknown:7", 1L,
                        "unknown:65535", 1L));
        assertThat(capture.truncated).isTrue();
        assertThat(capture.warnings())
                .containsExactlyInAnyOrder(
                        "a format file of odd has no event id and was left out",
                        "2 records are shorter than their format says and were left out",
                        "events of 2 ids have no format file in the capture: counted as unknown, not decoded");
    }

    @Test
    void boundsTheNamesThatUnknownIdsMake() {
        RawEvents events = new RawEvents(capture, true);
        for (int id = 0; id < 65536; id++) {
            decode(events, record(id, 1, 12, true));
        }
        assertThat(capture.eventCounts()).hasSize(101).containsEntry("unknown:others", 65436L);
    }

    @Test
    void doesNotAskForKallsymsWithoutAProbe() {
        RawEvents events = new RawEvents(capture, false);
        events.addFormat("fs_dax", Formats.DAX_PTE_FAULT_DONE);
        events.addFormat("kp", Formats.entryProbe("dax_iomap_fault", 4));
        events.kallsyms(() -> {
            throw new AssertionError("asked");
        });

        assertThat(decode(events, record(961, 1, 52, false))).isTrue();
    }

    private boolean decode(RawEvents events, ByteBuffer record) {
        byte[] bytes = new byte[record.capacity()];
        record.get(0, bytes);
        return events.decode(bytes, 0, bytes.length, event);
    }

    private static ByteBuffer record(int type, int tid, int length, boolean bigEndian) {
        ByteBuffer record =
                ByteBuffer.allocate(length).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return record.putShort(0, (short) type).putInt(4, tid);
    }
}
