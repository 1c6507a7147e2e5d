package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code --slowest}, {@code --interval}, {@code --since}, {@code --until} and the filters of {@code analyze} on real captures. */
class MomentsCommandTest {
    private static final Path GOLDENS = Path.of("src", "test", "resources", "captures");
    private static final String SYNC = CaptureFiles.sample("trace-cmd/6.1-ext4/empty-load-sync.dat");
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    private final Printed printed = new Printed();

    /** The goldens are from src/test/oracle/faults-of-report --slowest, which cuts trace-cmd's report into faults another way. */
    @TestFactory
    Stream<DynamicTest> theSlowestFaultsAreThoseOfTheOracle() throws IOException {
        Map<Path, List<String>> files = new LinkedHashMap<>();
        collect("slowest-samples.tsv", CaptureFiles.SAMPLES.resolve("trace-cmd"), files);
        if (CaptureFiles.hasShared()) {
            collect("slowest-shared.tsv", CaptureFiles.SHARED, files);
        }
        return files.entrySet().stream()
                .map(file -> dynamicTest(file.getKey().toString(), () -> {
                    JsonNode slowest = analysis(file.getKey().toString(), "--slowest", "10")
                            .get("slowest");
                    List<String> found = new ArrayList<>();
                    slowest.forEach(fault -> found.add(String.join(
                            "\t",
                            fault.get("comm").textValue(),
                            fault.get("tid").asText(),
                            fault.get("time").asText(),
                            fault.get("duration").asText(),
                            fault.get("stages").get("map").asText(),
                            fault.get("stages").get("commit").asText(),
                            fault.get("stages").get("insert").asText(),
                            fault.get("stages").get("other").asText())));
                    assertThat(found).isEqualTo(file.getValue());
                }));
    }

    private static void collect(String golden, Path root, Map<Path, List<String>> files) throws IOException {
        for (String line : Files.readAllLines(GOLDENS.resolve(golden))) {
            int tab = line.indexOf('\t');
            files.computeIfAbsent(root.resolve(line.substring(0, tab)), path -> new ArrayList<>())
                    .add(line.substring(tab + 1));
        }
    }

    @Test
    void whatIsBeforeAMomentAndFromItOnIsTheWhole() throws IOException {
        Map<String, Long> whole = buckets(analysis(SYNC));
        for (String moment : List.of("+0s", "+1ms", "+333ms", "+1s", "+1h")) {
            Map<String, Long> parts = buckets(analysis(SYNC, "--until", moment));
            buckets(analysis(SYNC, "--since", moment)).forEach((key, count) -> parts.merge(key, count, Long::sum));
            assertThat(parts).as(moment).isEqualTo(whole);
        }
    }

    @Test
    void theIntervalsAreTheWhole() throws IOException {
        Map<String, Long> whole = buckets(analysis(SYNC));
        for (String length : List.of("1ms", "77ms", "500ms", "1h")) {
            JsonNode intervals = analysis(SYNC, "--interval", length).get("intervals");
            Map<String, Long> sum = new LinkedHashMap<>();
            long last = intervals.get(0).get("start").longValue();
            for (JsonNode interval : intervals) {
                assertThat(interval.get("start").longValue()).isEqualTo(last);
                last = interval.get("end").longValue();
                count(interval, sum);
            }
            assertThat(sum).as(length).isEqualTo(whole);
        }
    }

    /** Each bucket of each metric, and the kinds of faults. */
    private static Map<String, Long> buckets(JsonNode analysis) {
        Map<String, Long> counts = new LinkedHashMap<>();
        analysis.get("groups").forEach(group -> count(group, counts));
        return counts;
    }

    private static void count(JsonNode group, Map<String, Long> into) {
        group.get("faults")
                .properties()
                .forEach(kind -> into.merge(kind.getKey(), kind.getValue().longValue(), Long::sum));
        for (JsonNode metric : group.get("metrics")) {
            into.merge(metric.get("name") + " sum", metric.get("sum").longValue(), Long::sum);
            metric.get("buckets")
                    .forEach(bucket -> into.merge(
                            metric.get("name") + " " + bucket.get(0),
                            bucket.get(2).longValue(),
                            Long::sum));
        }
    }

    /** An offset that is printed is one that --since takes, whatever else is selected. */
    @Test
    void offsetsAreFromTheCapturesBeginningWhateverIsSelected() {
        List<String> whole = intervals("--interval", "250ms");
        List<String> later = intervals("--interval", "250ms", "--since", "+500ms", "--comm", "ms4k");
        assertThat(whole).hasSizeGreaterThan(4);
        assertThat(later).isEqualTo(whole.subList(2, whole.size()));
    }

    private List<String> intervals(String... options) {
        List<String> all = new ArrayList<>(List.of("analyze", SYNC, "--histogram", "none"));
        all.addAll(List.of(options));
        printed.forgetOut();
        assertThat(Main.execute(all.toArray(String[]::new))).isZero();
        return printed.out().lines().filter(line -> line.startsWith("+")).toList();
    }

    /** 512 faults, counted by hand in samples.tsv. */
    @Test
    void theTimelineHasEveryFault() throws IOException {
        JsonNode timeline = analysis(SYNC).get("timeline");
        assertThat(timeline.get("counts").size()).isLessThanOrEqualTo(200);
        long faults = 0;
        for (JsonNode row : timeline.get("counts")) {
            assertThat(row.size()).isEqualTo(timeline.get("edges").size() - 1).isLessThanOrEqualTo(60);
            for (JsonNode count : row) {
                faults += count.longValue();
            }
        }
        assertThat(faults).isEqualTo(512);
    }

    @Test
    void filtersMatchAsLive() throws IOException {
        JsonNode all =
                analysis(SYNC, "--by", "tid,device,inode").get("groups").get(0).get("key");
        assertThat(faults(SYNC, "--tid", all.get("tid").textValue())).isEqualTo(512);
        assertThat(faults(SYNC, "--tid", "1")).isZero();
        assertThat(faults(SYNC, "--comm", "ms4k")).isEqualTo(512);
        assertThat(faults(SYNC, "--comm", "ms4")).isZero();
        assertThat(faults(SYNC, "--device", all.get("device").textValue())).isEqualTo(512);
        assertThat(faults(SYNC, "--device", "259:0")).isZero();
        assertThat(faults(SYNC, "--inode", all.get("inode").textValue())).isEqualTo(512);
        assertThat(faults(SYNC, "--inode", "1")).isZero();
        JsonNode slowest = analysis(SYNC, "--slowest", "512").get("slowest");
        for (int i : new int[] {0, 17, 300}) {
            long duration = slowest.get(i).get("duration").longValue();
            long asLong = 0;
            for (JsonNode fault : slowest) {
                asLong += fault.get("duration").longValue() >= duration ? 1 : 0;
            }
            assertThat(faults(SYNC, "--min-latency", duration + "ns")).isEqualTo(asLong);
        }
    }

    private long faults(String... arguments) throws IOException {
        JsonNode analysis = analysis(arguments);
        assertThat(analysis.get("inputs").get(0).get("warnings").toString())
                .contains("covers only operations that match ");
        return analysis.get("groups").get(0).get("faults").get("total").longValue();
    }

    @Test
    void namesWhatCannotBeTold() throws IOException {
        assertThat(Main.execute("analyze", SYNC, "--since", "03:00")).isEqualTo(ExitCode.CANNOT);
        assertThat(Main.execute("analyze", SYNC, SYNC, "--interval", "1s")).isEqualTo(ExitCode.CANNOT);
        assertThat(Main.execute("analyze", SYNC, "--slowest", "3", "--format", "csv"))
                .isEqualTo(ExitCode.CANNOT);
        assertThat(Main.execute("analyze", SYNC, "--interval", "1s", "--format", "html"))
                .isEqualTo(ExitCode.CANNOT);
        String histogram = CaptureFiles.sample("histograms/bpftrace.txt");
        assertThat(Main.execute("analyze", histogram, "--since", "+1s")).isEqualTo(ExitCode.CANNOT);
        assertThat(Main.execute("analyze", SYNC, "--since", "3")).isEqualTo(ExitCode.CANNOT);
        assertThat(printed.err())
                .contains("does not tell the time of day")
                .contains("--interval: 2 inputs have no time in common")
                .contains("--slowest: csv has a row for each metric")
                .contains("--format html shows no intervals")
                .contains(histogram + ": holds distributions, and no single operations")
                .contains("'3' is no time: expected +10s")
                .doesNotContain("\tat ");
    }

    private JsonNode analysis(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("analyze", "--format", "json"));
        all.addAll(List.of(arguments));
        printed.forgetOut();
        assertThat(Main.execute(all.toArray(String[]::new))).isZero();
        return JSON.readTree(printed.out());
    }
}
