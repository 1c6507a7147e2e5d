package io.daxtrace.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.fixtures.ReadCapture;
import io.daxtrace.fixtures.ReadCapture.Loss;
import io.daxtrace.fixtures.Seen;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of trace-cmd report and perf script. */
class ToolTextTest {
    private static final String FAULT =
            "dev 259:0 ino 0x10 shared 0x255 address 0x7ff4c7601000 pgoff 0 max_pgoff 0x200 ";

    @Test
    void reportWithItsOddLines() throws IOException {
        ReadCapture recording = ReadCapture.of("version = 6\nCPU 1 is empty\ncpus=2\n"
                + report(
                        "1.000001", "dax_pte_fault:        dev 259:0 ino 0xe shared 0xa55 address 0x7000 pgoff 0x6 OOM")
                + "CPU:0 [1234 EVENTS DROPPED]\nCPU:1 [EVENTS DROPPED]\nCPU:0 [SUBBUFFER START]\n"
                + report("1.000002", "ext4_sync_file_enter: dev 259,0 ino 14 parent 2 datasync 1 ")
                + report("1.000003", "ext4_sync_file_exit:  dev 259,0 ino 14 ret -5"));
        assertThat(recording.capture.format).isEqualTo("trace-cmd report text");
        assertThat(recording.losses).containsExactly(new Loss(0, 1234, 1), new Loss(1, -1, 1));
        assertThat(recording.events).hasSize(3);
        assertThat(recording.events.get(0).result()).isZero();
        assertThat(recording.events.get(1).datasync()).isEqualTo(1);
        assertThat(recording.events.get(1).ino()).isEqualTo(14);
        assertThat(recording.events.get(2).result()).isEqualTo(-5);
        assertThat(recording.capture.truncated).isFalse();
    }

    @Test
    void outOfMemoryIsTheNameOfZeroInLibtraceevent() throws IOException {
        assertThat(ReadCapture.of("cpus=1\n" + report("1.000001", "dax_pmd_fault_done: " + FAULT + "OOM"))
                        .only()
                        .result())
                .isZero();
        assertThat(ReadCapture.of("cpus=1\n" + report("1.000001", "dax_pmd_fault_done: " + FAULT + "0x1"))
                        .only()
                        .result())
                .isEqualTo(1);
        // flags by name: a kernel whose constants were numbers in the print format, so OOM means it
        assertThat(ReadCapture.of("cpus=1\n"
                                + report(
                                        "1.000001",
                                        "dax_pmd_fault_done: " + FAULT.replace("0x255", "WRITE|USER") + "OOM"))
                        .only()
                        .result())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "            ms4k-173   [000]    11.058109: ",
                "            ms4k-173   [000] d..1.    11.058109: ",
                "            ms4k-173   [000]    11.058109: (+60)    ",
                "    ms4k-173     0d..1.    11.058109: ",
                "   trace.dat:             ms4k-173   [000]    11.058109: ",
                "ms4k-173 [000] 11.058109: "
            })
    void reportPrefixes(String prefix) throws IOException {
        Seen event = ReadCapture.of("cpus=1\n" + prefix + "dax_iomap_fault:      (ffffffffa25d94f0)\n")
                .only();
        assertThat(event.comm()).isEqualTo("ms4k");
        assertThat(event.tid()).isEqualTo(173);
        assertThat(event.cpu()).isZero();
        assertThat(event.time()).isEqualTo(11_058_109_000L);
        assertThat(event.kind()).isEqualTo(EventKind.FUNCTION_ENTRY);
    }

    @Test
    void aReportIsKnownByItsHeaderOrItsColumns() throws IOException {
        String line = report("1.000001", "dax_iomap_fault:      (ffffffffa25d94f0)");
        assertThat(ReadCapture.of(line).capture.format).isEqualTo("trace-cmd report text");
        assertThat(ReadCapture.of("cpus=1\n" + line.replace("dax", "         dax")).capture.format)
                .isEqualTo("trace-cmd report text");
    }

    @Test
    void aRawGraphHasNoFunctions() throws IOException {
        ReadCapture recording = ReadCapture.of("cpus=1\n"
                + report("1.000001", "dax_iomap_fault:       __probe_ip=ffffffffa25d94f0")
                + report("1.000002", "funcgraph_entry:       func=0xffffffffa25d94f0 depth=0"));
        assertThat(recording.capture.eventCounts()).containsEntry("ftrace:funcgraph_entry", 1L);
        assertThat(recording.capture.truncated).isTrue();
        assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("without -R"));
    }

    @Test
    void onlyTheFirstOfSeveralInstances() throws IOException {
        ReadCapture recording = ReadCapture.of("cpus=1\n"
                + "     a.dat:" + report("1.000001", "dax_iomap_fault:      (ffffffffa25d94f0)")
                + "     b.dat:" + report("1.000001", "dax_iomap_fault:      (ffffffffa25d94f0)"));
        assertThat(recording.events).hasSize(1);
        assertThat(recording.capture.truncated).isTrue();
        assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("number 3") && w.contains("instance"));
    }

    @Test
    void functionsByNameAndByAddress() throws IOException {
        ReadCapture recording = ReadCapture.of("cpus=1\n"
                + report("1.000001", "dax_iomap_fault:      (ffffffffa25d94f0)")
                + report("1.000002", "mine:                 (ffffffffa25d94f0 <- ffffffffc04de8e1) ret=0x2004")
                + report("1.000003", "p_vfs_fsync_range_0:  (ffffffffa25d1000) start=0 end=9223372036854775807")
                + report("1.000004", "r_vfs_fsync_range_0:  (ffffffffa25d1000 <- ffffffffc04de8e1) ret=4294967291")
                + report("1.000005", "ext4_sync_file__return: (ffffffffa25d2000 <- ffffffffc04de8e1) arg1=0x0")
                + report("1.000006", "unknown:              (ffffffffa25d3000)"));
        assertThat(recording.events)
                .extracting(Seen::function)
                .containsExactly(
                        KernelFunction.DAX_IOMAP_FAULT,
                        KernelFunction.DAX_IOMAP_FAULT,
                        KernelFunction.VFS_FSYNC_RANGE,
                        KernelFunction.VFS_FSYNC_RANGE,
                        KernelFunction.ofSymbol("ext4_sync_file"));
        assertThat(recording.events.get(1).result()).isEqualTo(0x2004);
        assertThat(recording.events.get(2).end()).isEqualTo(Long.MAX_VALUE);
        assertThat(recording.events.get(3).result()).isEqualTo(-5);
        assertThat(recording.events.get(4).resultKnown()).isFalse();
        assertThat(recording.capture.eventCounts()).containsEntry("unknown", 1L);
    }

    @Test
    void twoProbesOnOneFunctionCountOnce() throws IOException {
        ReadCapture recording = ReadCapture.of("cpus=1\n"
                + report("1.000001", "dax_iomap_fault:      (ffffffffa25d94f0)")
                + report("1.000001", "p_dax_iomap_fault_0:  (ffffffffa25d94f0)"));
        assertThat(recording.events).hasSize(1);
        assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("p_dax_iomap_fault_0"));
    }

    @Test
    void rawFieldsAfterAFailedPrintFormat() throws IOException {
        Seen event = ReadCapture.of("cpus=1\n"
                        + report(
                                "10.732140971",
                                "dax_pte_fault_done:    [FAILED TO PARSE] ino=0xc vm_flags=0x280000fb"
                                        + " address=0x7fad71601000 pgoff=0 dev=271581184 flags=597 result=260"))
                .only();
        assertThat(event.vmFlags()).isEqualTo(0x280000fb);
        assertThat(event.dev()).isEqualTo(271581184);
        assertThat(event.faultFlags()).isEqualTo(597);
        assertThat(event.result()).isEqualTo(0x104);
        assertThat(event.time()).isEqualTo(10_732_140_971L);
    }

    @Test
    void aGraphInAReport() throws IOException {
        ReadCapture recording = ReadCapture.of("cpus=1\n"
                + report("1.000001", "funcgraph_entry:                   |  dax_iomap_fault() {")
                + report("1.000002", "funcgraph_entry:      + 11.234 us   |    foo();")
                + report("1.000003", "funcgraph_exit:       ! 120.123 us  |  }")
                + report("1.000200", "funcgraph_entry:        1.5 us      |  vfs_fsync_range [vmlinux]();"));
        assertThat(recording.events)
                .extracting(Seen::function, Seen::kind, Seen::time, Seen::duration)
                .containsExactly(
                        tuple(KernelFunction.DAX_IOMAP_FAULT, EventKind.FUNCTION_ENTRY, 1_000_001_000L, -1L),
                        tuple(KernelFunction.DAX_IOMAP_FAULT, EventKind.FUNCTION_RETURN, 1_000_121_123L, 120_123L),
                        tuple(KernelFunction.VFS_FSYNC_RANGE, EventKind.FUNCTION_ENTRY, 1_000_200_000L, -1L),
                        tuple(KernelFunction.VFS_FSYNC_RANGE, EventKind.FUNCTION_RETURN, 1_000_201_500L, 1500L));
        assertThat(recording.capture.eventCounts())
                .containsEntry("ftrace:funcgraph_entry", 3L)
                .containsEntry("ftrace:funcgraph_exit", 3L);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "            ms4k   183 [000]    20.044930605: ",
                "            ms4k   180/183   [000]    20.044930605: ",
                "            ms4k   183    20.044930605: ",
                "ms4k   183 [000]    20.044930605: ",
                "            ms4k   183 [000]    20.044930605:          1 ",
                "VM:   12 VCPU:003             ms4k   183 [000]    20.044930605: ",
                "            ms4k   183 [000] U    20.044930605: ",
                "            ms4k   183 [000] 2026-11-23 05:47:44.123456    20.044930605: "
            })
    void perfPrefixes(String prefix) throws IOException {
        ReadCapture recording = ReadCapture.of(prefix + "                  fs_dax:dax_pmd_fault: " + FAULT + "OOM\n");
        Seen event = recording.only();
        assertThat(event.comm()).isEqualTo("ms4k");
        assertThat(event.tid()).isEqualTo(183);
        assertThat(event.pid()).isEqualTo(prefix.contains("180/") ? 180 : -1);
        assertThat(event.cpu()).isEqualTo(prefix.contains("[") ? 0 : -1);
        assertThat(event.time()).isEqualTo(20_044_930_605L);
        assertThat(event.result()).isZero();
        assertThat(recording.capture.format).isEqualTo("perf script text");
        assertThat(recording.capture.truncated).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b c", "-123 [001] ", "x 1 [000]", ":183", "1.000000: a: (", "9 9 9"})
    void hostilePerfComms(String comm) throws IOException {
        Seen event = ReadCapture.of(
                        String.format("%16s   183 [000]    20.044930605: fs_dax:dax_pmd_fault: %s0x800\n", comm, FAULT))
                .only();
        assertThat(event.comm()).isEqualTo(comm);
        assertThat(event.tid()).isEqualTo(183);
        assertThat(event.result()).isEqualTo(0x800);
    }

    @Test
    void perfCallchainsRecordsAndHeader() throws IOException {
        ReadCapture recording =
                ReadCapture.of("# ========\n# os release : 6.1.0-56-amd64\n# perf version : 6.1.192\n# ========\n#\n"
                        + "         swapper     0 [000]     0.000000: PERF_RECORD_FORK(1:1):(0:0)\n"
                        + "            bash     0 [000]     0.000000: PERF_RECORD_COMM: bash:1/1\n"
                        + "my comm   171 [000]    31.486282: daxp:dax_iomap_fault: (ffffffffaa9d94f0)\n"
                        + "\tffffffffaa9d94f0 dax_iomap_fault+0x0 ([kernel.kallsyms])\n"
                        + "\t          401136 main+0x10 (/out/ms4k)\n\n"
                        + "            ms4k   171 [001]    31.486283: PERF_RECORD_LOST lost 5\n"
                        + "my comm   171 [000]    31.486290: daxp:dax_iomap_fault__return:"
                        + " (ffffffffaa9d94f0 <- ffffffffc07528e1) ret=0x800\n");
        assertThat(recording.capture.kernel).isEqualTo("6.1.0-56-amd64");
        assertThat(recording.capture.truncated).isFalse();
        assertThat(recording.losses).containsExactly(new Loss(1, 5, 1));
        assertThat(recording.events).hasSize(2);
        assertThat(recording.events.get(0).comm()).isEqualTo("my comm");
        assertThat(recording.events.get(1).result()).isEqualTo(0x800);
        assertThat(recording.capture.eventCounts())
                .containsOnlyKeys("daxp:dax_iomap_fault", "daxp:dax_iomap_fault__return");
    }

    private static String report(String time, String text) {
        return "            ms4k-173   [000]    " + time + ": " + text + "\n";
    }
}
