package io.daxtrace.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.daxtrace.fixtures.CaptureFiles;
import io.daxtrace.fixtures.ReadCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of real kernels must give what {@code perf script} prints of them. */
class RealRecordingsTest {
    static final Path SAMPLES = CaptureFiles.sample("perf");
    private static final Path CLOCK = CaptureFiles.sample("perf-other/cpu-clock.data");

    /** perf-z.data of the captures was not printed when it was made; perf 6.1's {@code perf script} counts this in both. */
    private static final Map<String, Long> COMPRESSED_COUNTS = Map.of(
            "fs_dax:dax_insert_pfn_mkwrite", 512L,
            "fs_dax:dax_pmd_fault", 2L,
            "fs_dax:dax_pmd_fault_done", 2L,
            "fs_dax:dax_pte_fault", 512L,
            "fs_dax:dax_pte_fault_done", 512L,
            "fs_dax:dax_writeback_range", 511L,
            "fs_dax:dax_writeback_range_done", 511L);

    @TestFactory
    Stream<DynamicTest> eventsAreThoseOfPerfScript() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : CaptureFiles.below(SAMPLES, "[.]data")) {
            Path text = Path.of(file.toString().replace(".data", ".script.txt"));
            tests.add(dynamicTest(file.toString(), () -> compare(file, text)));
        }
        for (Path file : CaptureFiles.below(CaptureFiles.shared(), "/perf[.]data")) {
            tests.add(dynamicTest(file.toString(), () -> compare(file, file.resolveSibling("perf-script-ns.txt"))));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> compressedCaptures() throws IOException {
        return CaptureFiles.below(CaptureFiles.shared(), "/perf-z[.]data").stream()
                .map(file -> dynamicTest(
                        file.toString(),
                        () -> assertThat(ReadCapture.of(file).capture.eventCounts())
                                .isEqualTo(COMPRESSED_COUNTS)));
    }

    /** {@code perf evlist} names the same events. */
    @Test
    void aRecordingWithoutTracepointsIsToldBySayingWhatItHas() {
        assertThatThrownBy(() -> ReadCapture.of(CLOCK))
                .hasMessageContaining("cpu-clock.data: holds no tracepoint, only cpu-clock: DAX faults are recorded by")
                .hasMessageContaining("perf record -a -e 'fs_dax:*'");
    }

    /** The same where the file does not name its events: feature 12 is not said to be there. */
    @Test
    void whereTheEventsHaveNoNamesTheirTypesAreSaid(@TempDir Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(CLOCK);
        bytes[72 + 12 / 8] &= ~(1 << 12 % 8);
        Path file = Files.write(folder.resolve("nameless.data"), bytes);
        assertThatThrownBy(() -> ReadCapture.of(file))
                .hasMessageContaining("holds no tracepoint, only one of type software: ");
    }

    @Test
    void saysWhatIsKnownOfTheMachine() throws IOException {
        ReadCapture ext4 = ReadCapture.of(SAMPLES.resolve("ext4-6.1.data"));
        assertThat(ext4.capture.format).isEqualTo("perf.data");
        assertThat(ext4.capture.kernel).isEqualTo("6.1.0-56-amd64");
        assertThat(ext4.capture.clock).isEqualTo("perf");
        assertThat(ext4.capture.environment())
                .containsEntry("perf", "6.1.192")
                .containsEntry("cpu", "QEMU TCG CPU version 2.5+")
                .containsEntry("arch", "x86_64");
        ReadCapture xfs = ReadCapture.of(SAMPLES.resolve("xfs-7.2-z.data"));
        assertThat(xfs.capture.format).isEqualTo("perf.data, zstd");
        assertThat(xfs.capture.kernel).isEqualTo("7.2.12+deb14-amd64");
    }

    private static void compare(Path file, Path text) throws IOException {
        PerfScript expected = new PerfScript(text);
        ReadCapture read = ReadCapture.of(file);
        assertThat(read.capture.eventCounts()).isEqualTo(expected.counts);
        assertThat(read.lines()).isEqualTo(expected.lines);
        assertThat(read.capture.warnings()).isEmpty();
        assertThat(read.capture.truncated).isFalse();
        assertThat(read.capture.loss().isZero()).isTrue();
    }
}
