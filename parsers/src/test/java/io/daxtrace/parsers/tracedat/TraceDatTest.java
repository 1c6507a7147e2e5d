package io.daxtrace.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.fixtures.CaptureFiles;
import io.daxtrace.fixtures.ReadCapture;
import io.daxtrace.fixtures.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against trace-cmd, and one recording against itself in other clothes. */
class TraceDatTest {
    private static final Path RESOURCES = Path.of("src/test/resources/tracedat");

    @TempDir
    Path directory;

    /** The samples, and where there are more captures beside the clone, those. */
    static Stream<Path> captures() throws IOException {
        return Stream.of(SampleParts.DIRECTORY, CaptureFiles.shared())
                .flatMap(root -> CaptureFiles.below(root, "[.]dat").stream());
    }

    @ParameterizedTest
    @MethodSource("captures")
    void countsTheEventsThatTraceCmdPrints(Path file) throws IOException {
        String name = file.getParent().getFileName() + "/" + file.getFileName();
        Map<String, Long> expected = new TreeMap<>();
        for (String line : Files.readAllLines(RESOURCES.resolve("counts.txt"))) {
            String[] words = line.split(" ");
            if (words[1].equals(name)) {
                expected.put(words[2], Long.valueOf(words[0]));
            }
        }

        ReadCapture seen = ReadCapture.of(file);

        Map<String, Long> counts = new TreeMap<>();
        seen.capture.eventCounts().forEach((event, count) -> counts.put(event.replaceAll(".*:", ""), count));
        assertThat(counts).isEqualTo(expected).isNotEmpty();
        assertThat(seen.capture.truncated).isFalse();
        assertThat(seen.capture.loss().isZero()).isTrue();
    }

    @Test
    void seesWhatTraceCmdPrintsInItsOrder() throws IOException {
        ReadCapture seen = ReadCapture.of(SampleParts.DIRECTORY.resolve("6.1-ext4/empty-load-sync.dat"));

        List<String> printed = Files.readAllLines(RESOURCES.resolve("report.txt"));
        assertThat(seen.events.stream()
                        .limit(printed.size())
                        .map(event -> event.comm() + "-" + event.tid() + " cpu" + event.cpu() + " " + event.time()))
                .isEqualTo(printed);
        assertThat(seen.capture.format).isEqualTo("trace.dat v7 (zstd)");
        assertThat(seen.capture.kernel).isEqualTo("6.1.0-56-amd64");
        assertThat(seen.capture.clock).isEqualTo("global");
        assertThat(seen.capture.environment()).containsEntry("machine", "x86_64");
    }

    /** By hand from trace-cmd report -R of that capture's seventh to tenth event. */
    @Test
    void seesTheFieldsThatTraceCmdPrints() throws IOException {
        ReadCapture seen = ReadCapture.of(SampleParts.DIRECTORY.resolve("6.1-ext4/empty-load-sync.dat"));

        assertThat(seen.events.subList(6, 10))
                .containsExactly(
                        event(111_093_147_580L, EventKind.DAX_PTE_FAULT_DONE, null, e -> {
                            e.dev = DeviceNumber.of(259, 1);
                            e.ino = 21;
                            e.address = 0x7f0bc1201000L;
                            e.pgoff = 0;
                            e.vmFlags = 0x288000fb;
                            e.faultFlags = 0x255;
                            e.result = 0x2004;
                            e.resultKnown = true;
                        }),
                        event(111_093_168_301L, EventKind.FUNCTION_RETURN, KernelFunction.DAX_IOMAP_FAULT, e -> {
                            e.result = 0x2004;
                            e.resultKnown = true;
                        }),
                        event(
                                111_093_231_525L,
                                EventKind.FUNCTION_ENTRY,
                                KernelFunction.DAX_FINISH_SYNC_FAULT,
                                e -> {}),
                        event(111_093_243_282L, EventKind.FUNCTION_ENTRY, KernelFunction.VFS_FSYNC_RANGE, e -> {
                            e.start = 0;
                            e.end = 4095;
                            e.datasync = 1;
                        }));
    }

    /** Of the workload's thread on CPU 1. */
    private static Seen event(long time, EventKind kind, KernelFunction function, Consumer<Event> fields) {
        Event event = new Event();
        event.clear();
        event.time = time;
        event.kind = kind;
        event.function = function;
        event.cpu = 1;
        event.tid = 254;
        event.comm = "ms4k";
        fields.accept(event);
        return Seen.of(event);
    }

    static Stream<byte[]> otherClothes() throws IOException {
        SampleParts sample = new SampleParts(SampleParts.V6);
        return Stream.of(
                sample.parts.v6(),
                sample.parts.v7(Compression.NONE),
                sample.parts.v7(Compression.ZLIB),
                sample.parts.v7(Compression.ZSTD),
                sample.as(true, 4096, 8).v6(),
                sample.as(true, 4096, 8).v7(Compression.ZSTD),
                sample.as(true, 65536, 8).v7(Compression.NONE),
                sample.as(false, 65536, 8).v6(),
                sample.as(false, 65536, 8).v7(Compression.ZLIB),
                sample.as(false, 8192, 4).v6(),
                sample.as(true, 1024, 4).v7(Compression.ZSTD));
    }

    @ParameterizedTest
    @MethodSource("otherClothes")
    void givesTheSameEventsForOneRecordingInAnyVersionCompressionByteOrderAndPageSize(byte[] file) throws IOException {
        ReadCapture original = ReadCapture.of(SampleParts.V6);
        ReadCapture other = ReadCapture.of(directory, file);

        assertThat(other.events).isEqualTo(original.events).hasSize(4616);
        assertThat(other.capture.eventCounts()).isEqualTo(original.capture.eventCounts());
        assertThat(other.capture.warnings()).isEmpty();
        assertThat(other.capture.clock).isEqualTo("global");
    }
}
