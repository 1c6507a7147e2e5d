package io.daxtrace.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        Stream<Path> files = Stream.empty();
        for (Path root : List.of(Sample.DIRECTORY, Path.of("../../shared/captures"))) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> found = Files.walk(root, 2)) {
                    files = Stream.concat(
                            files, found.filter(f -> f.toString().endsWith(".dat")).sorted().toList().stream());
                }
            }
        }
        return files;
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

        Seen seen = Seen.countsIn(file);

        Map<String, Long> counts = new TreeMap<>();
        seen.capture.eventCounts().forEach((event, count) -> counts.put(event.replaceAll(".*:", ""), count));
        assertThat(counts).isEqualTo(expected).isNotEmpty();
        assertThat(seen.capture.truncated).isFalse();
        assertThat(seen.capture.loss().isZero()).isTrue();
        assertThat(seen.refusal).isNull();
    }

    @Test
    void seesWhatTraceCmdPrintsInItsOrder() throws IOException {
        Seen seen = Seen.in(Sample.DIRECTORY.resolve("6.1-ext4/empty-load-sync.dat"));

        List<String> printed = Files.readAllLines(RESOURCES.resolve("report.txt"));
        assertThat(seen.lines.stream().limit(printed.size()).map(line -> {
                    String[] words = line.split(" ");
                    return words[2] + " " + words[1] + " " + words[0];
                }))
                .isEqualTo(printed);
        assertThat(seen.capture.format).isEqualTo("trace.dat v7 (zstd)");
        assertThat(seen.capture.kernel).isEqualTo("6.1.0-56-amd64");
        assertThat(seen.capture.clock).isEqualTo("global");
        assertThat(seen.capture.environment()).containsEntry("machine", "x86_64");
    }

    /** By hand from trace-cmd report -R of that capture's seventh to tenth event. */
    @Test
    void seesTheFieldsThatTraceCmdPrints() throws IOException {
        Seen seen = Seen.in(Sample.DIRECTORY.resolve("6.1-ext4/empty-load-sync.dat"));

        long dev = 259L << 20 | 1;
        assertThat(seen.lines.subList(6, 10))
                .containsExactly(
                        "111093147580 cpu1 ms4k-254 DAX_PTE_FAULT_DONE null dev=" + dev + " ino=21 address="
                                + 0x7f0bc1201000L
                                + " pgoff=0 vm=" + 0x288000fb + " flags=" + 0x255 + " result=" + 0x2004
                                + " order=-1 range=-1--1 datasync=-1",
                        "111093168301 cpu1 ms4k-254 FUNCTION_RETURN dax_iomap_fault dev=-1 ino=-1 address=-1 pgoff=-1 vm=-1"
                                + " flags=-1 result=" + 0x2004 + " order=-1 range=-1--1 datasync=-1",
                        "111093231525 cpu1 ms4k-254 FUNCTION_ENTRY dax_finish_sync_fault dev=-1 ino=-1 address=-1 pgoff=-1"
                                + " vm=-1 flags=-1 result=? order=-1 range=-1--1 datasync=-1",
                        "111093243282 cpu1 ms4k-254 FUNCTION_ENTRY vfs_fsync_range dev=-1 ino=-1 address=-1 pgoff=-1"
                                + " vm=-1 flags=-1 result=? order=-1 range=0-4095 datasync=1");
    }

    static Stream<byte[]> otherClothes() throws IOException {
        Sample sample = new Sample(Sample.V6);
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
        Seen original = Seen.in(Sample.V6);
        Seen other = Seen.in(directory, file);

        assertThat(other.refusal).isNull();
        assertThat(other.lines).isEqualTo(original.lines).hasSize(4616);
        assertThat(other.capture.eventCounts()).isEqualTo(original.capture.eventCounts());
        assertThat(other.capture.warnings()).isEmpty();
        assertThat(other.capture.clock).isEqualTo("global");
    }
}
