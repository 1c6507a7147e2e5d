package io.daxtrace.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.daxtrace.parsers.Input;
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
    static final Path SAMPLES = Path.of("../samples/perf");
    private static final Path CAPTURES = Path.of("../../shared/captures");

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
        for (Path file : files(SAMPLES, ".data")) {
            Path text = Path.of(file.toString().replace(".data", ".script.txt"));
            tests.add(dynamicTest(file.toString(), () -> compare(file, text)));
        }
        for (Path file : files(CAPTURES, "/perf.data")) {
            tests.add(dynamicTest(file.toString(), () -> compare(file, file.resolveSibling("perf-script-ns.txt"))));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> compressedCaptures() throws IOException {
        return files(CAPTURES, "/perf-z.data").stream()
                .map(file -> dynamicTest(
                        file.toString(),
                        () -> assertThat(EventLines.of(Input.open(file.toString()))
                                        .capture
                                        .eventCounts())
                                .isEqualTo(COMPRESSED_COUNTS)));
    }

    /** {@code perf evlist} names the same events. */
    @Test
    void aRecordingWithoutTracepointsIsToldBySayingWhatItHas() {
        assertThatThrownBy(() -> EventLines.of(Input.open(
                        Path.of("../samples/perf-other/cpu-clock.data").toString())))
                .hasMessageContaining("cpu-clock.data: holds no tracepoint, only cpu-clock: DAX faults are recorded by")
                .hasMessageContaining("perf record -a -e 'fs_dax:*'");
    }

    /** The same where the file does not name its events: feature 12 is not said to be there. */
    @Test
    void whereTheEventsHaveNoNamesTheirTypesAreSaid(@TempDir Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("../samples/perf-other/cpu-clock.data"));
        bytes[72 + 12 / 8] &= ~(1 << 12 % 8);
        Path file = Files.write(folder.resolve("nameless.data"), bytes);
        assertThatThrownBy(() -> EventLines.of(Input.open(file.toString())))
                .hasMessageContaining("holds no tracepoint, only one of type software: ");
    }

    @Test
    void saysWhatIsKnownOfTheMachine() throws IOException {
        EventLines ext4 =
                EventLines.of(Input.open(SAMPLES.resolve("ext4-6.1.data").toString()));
        assertThat(ext4.capture.format).isEqualTo("perf.data");
        assertThat(ext4.capture.kernel).isEqualTo("6.1.0-56-amd64");
        assertThat(ext4.capture.clock).isEqualTo("perf");
        assertThat(ext4.capture.environment())
                .containsEntry("perf", "6.1.192")
                .containsEntry("cpu", "QEMU TCG CPU version 2.5+")
                .containsEntry("arch", "x86_64");
        EventLines xfs =
                EventLines.of(Input.open(SAMPLES.resolve("xfs-7.2-z.data").toString()));
        assertThat(xfs.capture.format).isEqualTo("perf.data, zstd");
        assertThat(xfs.capture.kernel).isEqualTo("7.2.12+deb14-amd64");
    }

    private static void compare(Path file, Path text) throws IOException {
        PerfScript expected = new PerfScript(text);
        EventLines read = EventLines.of(Input.open(file.toString()));
        assertThat(read.capture.eventCounts()).isEqualTo(expected.counts);
        assertThat(read.lines).isEqualTo(expected.lines);
        assertThat(read.capture.warnings()).isEmpty();
        assertThat(read.capture.truncated).isFalse();
        assertThat(read.capture.loss().isZero()).isTrue();
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, 2)) {
            return all.filter(path -> path.toString().endsWith(end)).sorted().toList();
        }
    }
}
