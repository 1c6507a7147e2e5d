package io.daxtrace.parsers.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.fixtures.ReadCapture;
import io.daxtrace.fixtures.ReadCapture.Loss;
import io.daxtrace.fixtures.Seen;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of tracefs' trace and trace_pipe, made from the kernel's print formats. */
class FtraceTextTest {
    private static final String HEADER = "# tracer: nop\n#\n";
    private static final String BODY =
            "dax_pte_fault_done: dev 259:0 ino 0xe shared WRITE|ALLOW_RETRY|KILLABLE|USER|INTERRUPTIBLE|0x800"
                    + " address 0x7fdae3a07000 pgoff 0x6 MAJOR|NEEDDSYNC\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "            ms4k-173     [000] .....    11.058109: ",
                "            ms4k-173   [000] d..1    11.058109: ",
                "            ms4k-173     [000] d.LZff2.    11.058109: ",
                "            ms4k-173     [000]    11.058109: ",
                "            ms4k-173     (    170) [000] .....    11.058109: ",
                "            ms4k-173     (-------) [000] .....    11.058109: ",
                "ms4k-173 [000] ..... 11.058109: ",
                "                ms4k-173     [000] .....    11.058109: "
            })
    void everyPrefix(String prefix) throws IOException {
        ReadCapture recording = ReadCapture.of(HEADER + prefix + BODY);
        Seen event = recording.only();
        assertThat(event.comm()).isEqualTo("ms4k");
        assertThat(event.tid()).isEqualTo(173);
        assertThat(event.pid()).isEqualTo(prefix.contains("170") ? 170 : -1);
        assertThat(event.cpu()).isZero();
        assertThat(event.time()).isEqualTo(11_058_109_000L);
        assertThat(event.kind()).isEqualTo(EventKind.DAX_PTE_FAULT_DONE);
        assertThat(event.dev()).isEqualTo(DeviceNumber.of(259, 0));
        assertThat(event.ino()).isEqualTo(14);
        assertThat(event.faultFlags()).isEqualTo(0xa55);
        assertThat(event.pgoff()).isEqualTo(6);
        assertThat(event.result()).isEqualTo(0x2004);
        assertThat(recording.capture.truncated).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kworker/u4:0-ev",
                "jbd2/pmem0-8",
                "<...>",
                "a b",
                "-123 [001] ",
                "x-1 [000] 1.0",
                "[001]",
                "(42)",
                "0.000001: a: (",
                "dax:",
                "é\u4e2d"
            })
    void hostileComms(String comm) throws IOException {
        String line = String.format("%" + (16 - (comm.getBytes(UTF_8).length - comm.length())) + "s", comm)
                + "-4194304 [1023] .....  1038282.286878: vfs_fsync_range: (vfs_fsync_range+0x0/0x90) start=0x1000"
                + " end=0x1fff datasync=0x1\n";
        for (String header : new String[] {HEADER, ""}) {
            Seen event = ReadCapture.of(header + line).only();
            assertThat(event.comm()).isEqualTo(comm);
            assertThat(event.tid()).isEqualTo(4194304);
            assertThat(event.cpu()).isEqualTo(1023);
            assertThat(event.time()).isEqualTo(1_038_282_286_878_000L);
            assertThat(event.function()).isEqualTo(KernelFunction.VFS_FSYNC_RANGE);
            assertThat(event.start()).isEqualTo(4096);
            assertThat(event.end()).isEqualTo(8191);
            assertThat(event.datasync()).isEqualTo(1);
        }
    }

    @Test
    void resultAndFlagsMayBeEmpty() throws IOException {
        Seen event = ReadCapture.of(HEADER
                        + "            ms4k-173     [000] .....    11.057869: dax_pte_fault: dev 259:0 ino 0xe private "
                        + " address 0x7fdae3a07000 pgoff 0x6 \n")
                .only();
        assertThat(event.faultFlags()).isZero();
        assertThat(event.result()).isZero();
        assertThat(event.resultKnown()).isTrue();
    }

    @Test
    void overwrittenEventsAreLost() throws IOException {
        ReadCapture recording = ReadCapture.of(
                "# tracer: nop\n#\n# entries-in-buffer/entries-written: 1/24   #P:2\n#\n" + line("11.0", BODY));
        assertThat(recording.losses).containsExactly(new Loss(-1, 23, 0));
        assertThat(recording.capture.loss().kernelDropped).isEqualTo(23);
    }

    @Test
    void marksOfLoss() throws IOException {
        ReadCapture recording = ReadCapture.of(HEADER + "##### CPU 1 buffer started ####\nCPU:1 [LOST 12 EVENTS]\n"
                + line("11.000000", BODY) + "CPU:0 [LOST EVENTS]\n" + line("11.000001", BODY));
        assertThat(recording.losses).containsExactly(new Loss(1, 12, 0), new Loss(0, -1, 1));
        assertThat(recording.capture.loss().kernelDropped).isEqualTo(13);
        assertThat(recording.capture.truncated).isFalse();
        assertThat(recording.events).hasSize(2);
    }

    @Test
    void tracePipeHasNoHeader() throws IOException {
        ReadCapture recording = ReadCapture.of(line("11.000000", BODY));
        assertThat(recording.capture.format).isEqualTo("ftrace text");
        assertThat(recording.capture.eventCounts()).containsOnly(java.util.Map.entry("fs_dax:dax_pte_fault_done", 1L));
    }

    @Test
    void returnsNameTheFunctionLast() throws IOException {
        ReadCapture recording = ReadCapture.of(HEADER
                + line("1.000000", "myprobe: (dax_finish_sync_fault+0x77/0x2e0 [dax] <- vfs_fsync_range) ret=-5\n")
                + line("1.000001", "other: (vfs_fsync_range+0x4/0x90 <- do_sys_open) $retval=0x2004\n")
                + line("1.000002", "r: (0xffffffffc04de8e1 <- dax_iomap_fault.isra.0) $retval=ffffffff00002004\n"));
        assertThat(recording.events).hasSize(2);
        assertThat(recording.events.get(0).kind()).isEqualTo(EventKind.FUNCTION_RETURN);
        assertThat(recording.events.get(0).function()).isEqualTo(KernelFunction.VFS_FSYNC_RANGE);
        assertThat(recording.events.get(0).result()).isEqualTo(-5);
        assertThat(recording.events.get(1).function()).isEqualTo(KernelFunction.DAX_IOMAP_FAULT);
        assertThat(recording.events.get(1).result()).isEqualTo(0x2004);
        assertThat(recording.capture.eventCounts()).containsOnlyKeys("myprobe", "other", "r");
    }

    @Test
    void anEntryIsAtTheFunctionsBeginning() throws IOException {
        ReadCapture recording = ReadCapture.of(HEADER
                + line("1.000000", "a: (dax_iomap_fault+0x4/0x40) order=9\n")
                + line("1.000001", "dax_finish_sync_fault: (dax_finish_sync_fault+0x77/0x2e0)\n")
                + line("1.000002", "vfs_fsync_range: (vfs_fsync+0x0/0x20)\n")
                + line("1.000003", "xfs_file_fsync: (xfs_file_fsync+0x0/0x20 [xfs]) datasync=(fault)\n")
                + line("1.000004", "xfs_file_fsync: dev 259:1 ino 0x8c\n"));
        assertThat(recording.events)
                .extracting(Seen::function)
                .containsExactly(KernelFunction.DAX_IOMAP_FAULT, KernelFunction.ofSymbol("xfs_file_fsync"), null);
        assertThat(recording.events.get(2).kind()).isEqualTo(EventKind.XFS_FILE_FSYNC);
        assertThat(recording.events.get(2).ino()).isEqualTo(0x8c);
        assertThat(recording.capture.eventCounts())
                .containsEntry("xfs_file_fsync", 1L)
                .containsEntry("xfs:xfs_file_fsync", 1L);
    }

    @Test
    void systemCallsHaveTextsOfTheirOwn() throws IOException {
        ReadCapture recording = ReadCapture.of(HEADER
                + line("1.000000", "sys_fsync(fd: 3)\n")
                + line("1.000001", "sys_fsync -> 0x0\n")
                + line("1.000002", "sys_msync(start: 7f5ee9001000, len: 1000, flags: 4)\n")
                + line("1.000003", "sys_msync -> 0xfffffffffffffff4\n")
                + line("1.000004", "sys_openat -> 0x3\n"));
        assertThat(recording.events)
                .extracting(Seen::kind)
                .containsExactly(
                        EventKind.SYS_ENTER_FSYNC,
                        EventKind.SYS_EXIT_FSYNC,
                        EventKind.SYS_ENTER_MSYNC,
                        EventKind.SYS_EXIT_MSYNC);
        assertThat(recording.events.get(1).result()).isZero();
        assertThat(recording.events.get(3).result()).isEqualTo(-12);
        assertThat(recording.capture.eventCounts()).containsEntry("syscalls:sys_exit_msync", 1L);
        assertThat(recording.capture.truncated).isFalse();
    }

    @Test
    void otherTracersAreCounted() throws IOException {
        ReadCapture recording = ReadCapture.of(HEADER
                + line("1.000000", "dax_iomap_fault <-ext4_dax_huge_fault\n")
                + line("1.000001", "<stack trace>\n => dax_iomap_fault\n => ext4_dax_huge_fault\n")
                + line("1.000002", "tracing_mark_write: hello: (world) <- x\n"));
        assertThat(recording.events).isEmpty();
        assertThat(recording.capture.eventCounts())
                .containsOnlyKeys("ftrace:function", "ftrace:kernel_stack", "tracing_mark_write");
        assertThat(recording.capture.truncated).isFalse();
    }

    @Test
    void latencyFormatBeforeTheTraceBegan() throws IOException {
        Seen event = ReadCapture.of("""
                        # tracer: nop
                        #
                        # nop latency trace v1.1.5 on 6.8.0-rc1
                         kworker-4194304   1dN.h2  -12us!: vfs_fsync_range: (vfs_fsync_range+0x0/0x90)
                        """).only();
        assertThat(event.time()).isEqualTo(-12_000);
        assertThat(event.cpu()).isEqualTo(1);
        assertThat(event.tid()).isEqualTo(4194304);
        assertThat(event.comm()).isEqualTo("kworker");
    }

    private static String line(String time, String text) {
        return "            ms4k-173     [000] .....    " + time + (time.endsWith(".0") ? "00000: " : ": ") + text;
    }
}
