package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.distribution.LogLinear;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * record.h asserts its offsets when it is compiled, by lines {@code AT(type, member, offset)} and {@code SIZED(type, size)};
 * here the same lines are held against the constants in Java.
 */
class LayoutTest {
    private static final String HEADER = read();

    private static String read() {
        try {
            return Files.readString(Path.of("src/main/bpf/record.h"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Integer> offsets(String type) {
        Map<String, Integer> offsets = new TreeMap<>();
        Matcher at = Pattern.compile("^AT\\(" + type + ", (\\w+), (\\d+)\\);", Pattern.MULTILINE)
                .matcher(HEADER);
        while (at.find()) {
            offsets.put(at.group(1), Integer.parseInt(at.group(2)));
        }
        return offsets;
    }

    private static int size(String type) {
        Matcher sized = Pattern.compile("^SIZED\\(" + type + ", ([0-9 +*]+)\\);", Pattern.MULTILINE)
                .matcher(HEADER);
        assertThat(sized.find()).as(type).isTrue();
        return Arrays.stream(sized.group(1).split(" \\+ "))
                .mapToInt(term -> Arrays.stream(term.split(" \\* "))
                        .mapToInt(Integer::parseInt)
                        .reduce(1, (a, b) -> a * b))
                .sum();
    }

    /** The names between the braces of an enum, in order. */
    private static String[] names(String type) {
        Matcher body = Pattern.compile("^enum " + type + " \\{(.*?)^\\};", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(HEADER);
        assertThat(body.find()).as(type).isTrue();
        return Pattern.compile("\\b([A-Z][A-Z0-9_]+)\\b[^,]*,")
                .matcher(body.group(1).replaceAll("/\\*.*?\\*/", ""))
                .results()
                .map(name -> name.group(1))
                .toArray(String[]::new);
    }

    @Test
    void recordsAreWhereTheProgramsPutThem() {
        assertThat(offsets("record"))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("type", RecordLayout.TYPE),
                        Map.entry("kind", RecordLayout.KIND),
                        Map.entry("lacks", RecordLayout.LACKS),
                        Map.entry("cpu", RecordLayout.CPU),
                        Map.entry("start", RecordLayout.START),
                        Map.entry("total", RecordLayout.TOTAL),
                        Map.entry("ino", RecordLayout.INO),
                        Map.entry("dev", RecordLayout.DEV),
                        Map.entry("tgid", RecordLayout.TGID),
                        Map.entry("tid", RecordLayout.TID),
                        Map.entry("cgroup", RecordLayout.CGROUP),
                        Map.entry("comm", RecordLayout.COMM))));
        assertThat(offsets("fault_record"))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("map", RecordLayout.MAP),
                        Map.entry("finish", RecordLayout.FINISH),
                        Map.entry("commit", RecordLayout.COMMIT),
                        Map.entry("commit_start", RecordLayout.COMMIT_START),
                        Map.entry("pgoff", RecordLayout.PGOFF),
                        Map.entry("address", RecordLayout.ADDRESS),
                        Map.entry("range_start", RecordLayout.COMMIT_FROM),
                        Map.entry("range_end", RecordLayout.COMMIT_TO),
                        Map.entry("flags", RecordLayout.FLAGS),
                        Map.entry("result", RecordLayout.RESULT),
                        Map.entry("commit_result", RecordLayout.COMMIT_RESULT),
                        Map.entry("level", RecordLayout.LEVEL),
                        Map.entry("map_sync", RecordLayout.MAP_SYNC),
                        Map.entry("fallbacks", RecordLayout.FALLBACKS),
                        Map.entry("retries", RecordLayout.RETRIES))));
        assertThat(offsets("fsync_record"))
                .isEqualTo(new TreeMap<>(Map.of(
                        "range_start", RecordLayout.RANGE_START,
                        "range_end", RecordLayout.RANGE_END,
                        "result", RecordLayout.FSYNC_RESULT,
                        "datasync", RecordLayout.DATASYNC)));
        assertThat(size("record")).isEqualTo(RecordLayout.COMMON_SIZE);
        assertThat(size("fault_record")).isEqualTo(RecordLayout.FAULT_SIZE);
        assertThat(size("fsync_record")).isEqualTo(RecordLayout.FSYNC_SIZE);
    }

    @Test
    void configurationIsWhereTheProgramsReadIt() {
        assertThat(offsets("config"))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("records", ConfigLayout.RECORDS),
                        Map.entry("histograms", ConfigLayout.HISTOGRAMS),
                        Map.entry("insert_traced", ConfigLayout.INSERT_TRACED),
                        Map.entry("pmd_order", ConfigLayout.PMD_ORDER),
                        Map.entry("page_shift", ConfigLayout.PAGE_SHIFT),
                        Map.entry("cgroup_level", ConfigLayout.CGROUP_LEVEL),
                        Map.entry("filters", ConfigLayout.FILTERS),
                        Map.entry("tgid", ConfigLayout.TGID),
                        Map.entry("tid", ConfigLayout.TID),
                        Map.entry("dev", ConfigLayout.DEV),
                        Map.entry("ino", ConfigLayout.INO),
                        Map.entry("cgroup", ConfigLayout.CGROUP),
                        Map.entry("min_latency", ConfigLayout.MIN_LATENCY),
                        Map.entry("comm", ConfigLayout.COMM),
                        Map.entry("key_parts", ConfigLayout.KEY_PARTS),
                        Map.entry("rows", ConfigLayout.ROWS))));
        assertThat(size("config")).isEqualTo(ConfigLayout.SIZE);
    }

    @Test
    void countersAreWhereTheProgramsCount() {
        assertThat(offsets("counters"))
                .isEqualTo(new TreeMap<>(Map.of(
                        "ring_full", Counters.RING_FULL,
                        "map_full", Counters.MAP_FULL,
                        "unmatched_entries", Counters.UNMATCHED_ENTRIES,
                        "unmatched_returns", Counters.UNMATCHED_RETURNS,
                        "clamped", Counters.CLAMPED,
                        "keys_full", Counters.KEYS_FULL,
                        "filtered", Counters.FILTERED,
                        "too_short", Counters.TOO_SHORT)));
        assertThat(size("counters")).isEqualTo(Counters.SIZE);
    }

    @Test
    void histogramsAreWhereTheProgramsCount() {
        assertThat(offsets("histogram"))
                .isEqualTo(new TreeMap<>(Map.of(
                        "sum", HistogramLayout.SUM,
                        "least", HistogramLayout.LEAST,
                        "max", HistogramLayout.MAX,
                        "buckets", HistogramLayout.BUCKETS)));
        assertThat(size("histogram")).isEqualTo(HistogramLayout.SIZE).isEqualTo(32 + 4 * LogLinear.BUCKETS);
        assertThat(size("fault_counts")).isEqualTo(HistogramLayout.FAULT_COUNTS_SIZE);
        assertThat(offsets("key"))
                .isEqualTo(new TreeMap<>(Map.of(
                        "ino", HistogramLayout.KEY_INO,
                        "cgroup", HistogramLayout.KEY_CGROUP,
                        "dev", HistogramLayout.KEY_DEV,
                        "tgid", HistogramLayout.KEY_TGID,
                        "tid", HistogramLayout.KEY_TID,
                        "cpu", HistogramLayout.KEY_CPU,
                        "level", HistogramLayout.KEY_LEVEL,
                        "write", HistogramLayout.KEY_WRITE,
                        "kind", HistogramLayout.KEY_KIND)));
        assertThat(size("key")).isEqualTo(HistogramLayout.KEY_SIZE);
    }

    @Test
    void causesAndKindsAreInTheOrderOfTheEvents() {
        assertThat(names("cause"))
                .startsWith(Arrays.stream(FsyncCall.Cause.values())
                        .map(cause -> "CAUSE_" + cause.name())
                        .toArray(String[]::new));
        assertThat(names("fault_kind"))
                .containsExactly(Arrays.stream(Fault.Kind.values())
                        .map(kind -> "KIND_" + kind.name().toUpperCase(Locale.ROOT))
                        .toArray(String[]::new));
        assertThat(names("metric"))
                .startsWith(
                        "METRIC_FAULT_SYNC",
                        "METRIC_FAULT_ASYNC",
                        "METRIC_STAGE_MAP",
                        "METRIC_STAGE_COMMIT",
                        "METRIC_STAGE_INSERT",
                        "METRIC_STAGE_OTHER",
                        "METRIC_FSYNC");
        assertThat(names("key_part")).hasSize(KeyPart.values().length);
    }
}
