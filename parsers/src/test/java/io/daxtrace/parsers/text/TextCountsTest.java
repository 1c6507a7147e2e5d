package io.daxtrace.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.fixtures.CaptureFiles;
import io.daxtrace.fixtures.ReadCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Event counts against those that sed and uniq found: src/test/oracle/event-counts. */
class TextCountsTest {
    @TestFactory
    Stream<DynamicTest> countsAreThoseOfSed() throws IOException {
        Map<String, Map<String, Long>> golden = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/text/golden-counts.txt"))) {
            String[] words = line.split(" ");
            golden.computeIfAbsent(words[0], f -> new TreeMap<>()).put(words[1], Long.valueOf(words[2]));
        }
        return golden.entrySet().stream()
                .filter(file -> Files.exists(path(file.getKey())))
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> check(path(file.getKey()), file.getValue())));
    }

    private static Path path(String name) {
        return name.startsWith("samples/")
                ? CaptureFiles.SAMPLES.resolveSibling(name)
                : CaptureFiles.shared().resolveSibling(name);
    }

    private static void check(Path file, Map<String, Long> expected) throws IOException {
        ReadCapture recording = ReadCapture.of(file);
        Map<String, Long> counts = new TreeMap<>();
        recording
                .capture
                .eventCounts()
                .forEach((name, count) -> counts.merge(name.substring(name.indexOf(':') + 1), count, Long::sum));
        assertThat(counts).isEqualTo(expected);
        assertThat(recording.capture.truncated).isFalse();
        assertThat(recording.capture.loss().isZero()).isTrue();
        // dax_writeback_range and its end are the only events here that are no stage of a fault
        long others = expected.getOrDefault("dax_writeback_range", 0L)
                + expected.getOrDefault("dax_writeback_range_done", 0L);
        assertThat(recording.events)
                .hasSize((int) (expected.values().stream().mapToLong(n -> n).sum() - others));
    }
}
