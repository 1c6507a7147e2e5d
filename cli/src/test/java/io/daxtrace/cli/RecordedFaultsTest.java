package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.daxtrace.aggregate.Aggregator;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.selection.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real captures against src/test/oracle/faults-of-report and faults-of-babeltrace, which find the same faults another way. */
class RecordedFaultsTest {
    private static final Path GOLDENS = Path.of("src", "test", "resources", "captures");

    @TestFactory
    Stream<DynamicTest> findsTheEventsAndLatenciesOfTheOracle() throws IOException {
        Map<Path, List<String[]>> files = new TreeMap<>();
        collect(GOLDENS.resolve("samples.tsv"), CaptureFiles.SAMPLES.resolve("trace-cmd"), files);
        collect(GOLDENS.resolve("daxtrace.tsv"), CaptureFiles.SAMPLES.resolve("daxtrace"), files);
        if (CaptureFiles.hasShared()) {
            collect(GOLDENS.resolve("shared.tsv"), CaptureFiles.SHARED, files);
        }
        return files.entrySet().stream()
                .map(file -> dynamicTest(file.getKey().toString(), () -> check(file.getKey(), file.getValue())));
    }

    private static void collect(Path golden, Path root, Map<Path, List<String[]>> files) throws IOException {
        for (String line : Files.readAllLines(golden)) {
            String[] cells = line.split("\t");
            files.computeIfAbsent(root.resolve(cells[0]), p -> new ArrayList<>())
                    .add(cells);
        }
    }

    private static void check(Path file, List<String[]> golden) throws IOException {
        Aggregator aggregator = new Aggregator(List.of(), false);
        Capture capture = new InputReader(true).read(file.toString(), Map.of(), Selection.ALL, aggregator);
        Group group = aggregator.groups().get(0);
        Map<String, Distribution> metrics = group.metrics().stream()
                .collect(Collectors.toMap(metric -> metric.name().text(), Metric::distribution));

        Map<String, Long> events = new TreeMap<>();
        long syncFaults = 0;
        long asyncFaults = 0;
        for (String[] cells : golden) {
            long count = Long.parseLong(cells[3]);
            if (cells[1].equals("event")) {
                events.put(cells[2], count);
                continue;
            }
            Distribution found = metrics.get(cells[2]);
            assertThat(new long[] {found.count(), found.min(), found.max(), found.sum()})
                    .as(cells[2])
                    .containsExactly(
                            count, Long.parseLong(cells[4]), Long.parseLong(cells[5]), Long.parseLong(cells[6]));
            syncFaults += cells[2].equals("fault.sync") ? count : 0;
            asyncFaults += cells[2].equals("fault.async") ? count : 0;
        }
        assertThat(CaptureFiles.withoutSystems(capture.eventCounts())).isEqualTo(events);
        assertThat(group.faults().sync()).isEqualTo(syncFaults);
        assertThat(group.faults().async()).isEqualTo(asyncFaults);
        assertThat(group.faults().failed()).isZero();
        assertThat(capture.loss().isZero()).isTrue();
        assertThat(capture.truncated).isFalse();
        if (syncFaults > 0) {
            assertThat(metrics.get("stage.map").sum()
                            + metrics.get("stage.commit").sum()
                            + metrics.get("stage.insert").sum()
                            + metrics.get("stage.other").sum())
                    .as("the stages' sum")
                    .isEqualTo(metrics.get("fault.sync").sum());
        }
    }
}
