package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daxtrace.report.Exposition;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows against src/test/resources/captures/samples.tsv, which src/test/oracle/faults-of-report made; distributions against
 * the rows, counted one by one.
 */
class ExportCommandTest {
    private static final List<String> FILES =
            List.of("6.1-ext4/empty-load-sync.dat", "6.1-ext4/empty-idle-nosync.dat", "7.2-xfs/empty-load-sync.dat");

    @RegisterExtension
    private final Printed printed = new Printed();

    @TempDir
    private Path folder;

    @Test
    void rowsOfCsvAreTheOraclesFaults() throws IOException {
        for (String file : FILES) {
            checkAgainstOracle(file, csv(sample(file)));
        }
    }

    @Test
    void linesOfJsonAreTheRowsOfCsv() throws IOException {
        for (String file : FILES) {
            List<Map<String, String>> lines = jsonLines(export("jsonl", sample(file)));
            Map<String, String> last = lines.remove(lines.size() - 1);
            assertThat(last)
                    .containsEntry("kind", "input")
                    .containsEntry("path", sample(file))
                    .containsEntry("complete", "true");
            List<Map<String, String>> rows = csv(sample(file));
            rows.forEach(row -> row.values().removeIf(String::isEmpty));
            assertThat(lines).isEqualTo(rows);
        }
    }

    @Test
    void aFaultHasAllItsFields() throws IOException {
        // the first of trace-cmd report -R -t of the sample, by hand
        Map<String, String> fault = csv(sample("6.1-ext4/empty-idle-sync.dat")).get(1);
        assertThat(fault)
                .containsEntry("time", "42481369508")
                .containsEntry("kind", "sync")
                .containsEntry("device", "259:1")
                .containsEntry("inode", "16")
                .containsEntry("pgoff", "0")
                .containsEntry("address", "0x7f0b52001000")
                .containsEntry("order", "pte")
                .containsEntry("flags", "WRITE|ALLOW_RETRY|KILLABLE|USER|INTERRUPTIBLE")
                .containsEntry("result", "NOPAGE")
                .containsEntry("tid", "174")
                .containsEntry("comm", "ms4k");
    }

    @Test
    void bucketsOfPrometheusCountTheRows() throws IOException {
        for (String file : FILES) {
            Map<String, List<Long>> values = values(csv(sample(file)));
            Exposition found = Exposition.parse(export("prometheus", sample(file)));
            List<Exposition.Sample> counts = found.samples("daxtrace_latency_seconds_count");
            assertThat(counts.stream().map(count -> count.labels().get("metric")))
                    .containsExactlyInAnyOrderElementsOf(values.keySet());
            Map<String, BigDecimal> sums = new HashMap<>();
            found.samples("daxtrace_latency_seconds_sum")
                    .forEach(sum -> sums.put(sum.labels().get("metric"), sum.number()));
            for (Exposition.Sample count : counts) {
                String metric = count.labels().get("metric");
                List<Long> latencies = values.get(metric);
                assertThat(count.value()).isEqualTo(Integer.toString(latencies.size()));
                long sum = latencies.stream().mapToLong(Long::longValue).sum();
                assertThat(sums.get(metric)).isEqualByComparingTo(BigDecimal.valueOf(sum, 9));
                List<Exposition.Sample> buckets = found.buckets("daxtrace_latency_seconds", count);
                for (Exposition.Sample bucket : buckets.subList(0, buckets.size() - 1)) {
                    long le = new BigDecimal(bucket.labels().get("le"))
                            .movePointRight(9)
                            .longValueExact();
                    assertThat(bucket.value())
                            .as("%s up to %d ns", metric, le)
                            .isEqualTo(Long.toString(
                                    latencies.stream().filter(v -> v <= le).count()));
                }
            }
        }
    }

    @Test
    void groupsOfPrometheusAddUpByTheirEdges() throws IOException {
        Exposition whole = Exposition.parse(export("prometheus", sample(FILES.get(0))));
        Exposition parts = Exposition.parse(export("prometheus", sample(FILES.get(0)), "--by", "cpu"));
        List<Exposition.Sample> series = parts.samples("daxtrace_latency_seconds_count");
        assertThat(series.stream().map(s -> s.labels().get("cpu")).distinct().count())
                .isGreaterThan(1);
        Map<String, Long> sums = new TreeMap<>();
        parts.samples("daxtrace_latency_seconds_bucket")
                .forEach(bucket -> sums.merge(
                        bucket.labels().get("metric") + " " + bucket.labels().get("le"),
                        bucket.number().longValueExact(),
                        Long::sum));
        Map<String, Long> expected = new TreeMap<>();
        whole.samples("daxtrace_latency_seconds_bucket")
                .forEach(bucket -> expected.put(
                        bucket.labels().get("metric") + " " + bucket.labels().get("le"),
                        bucket.number().longValueExact()));
        assertThat(sums).containsAllEntriesOf(expected);
        assertThat(export("prometheus", sample(FILES.get(0))))
                .contains("\ndaxtrace_complete 1\n", "\ndaxtrace_faults_total{kind=\"sync\"} 512\n");
    }

    @Test
    void histogramsOfOtherToolsKeepTheirEdges() {
        Exposition found = Exposition.parse(export("prometheus", "../samples/histograms/bcc-funclatency.txt"));
        for (Exposition.Sample bucket : found.samples("daxtrace_latency_seconds_bucket")) {
            String le = bucket.labels().get("le");
            if (!le.equals("+Inf")) { // powers of two of ns, less one
                long ns = new BigDecimal(le).movePointRight(9).longValueExact();
                assertThat(Long.bitCount(ns + 1)).as(le).isEqualTo(1);
            }
        }
        assertThat(found.samples("daxtrace_faults_total")).isEmpty();
    }

    @Test
    void intervalsOfHlogCountTheRows() throws IOException {
        for (String file : FILES) {
            Map<String, List<Long>> values = values(csv(sample(file)));
            Path log = folder.resolve("faults.hlog");
            assertThat(Main.execute("export", sample(file), "--to", "hlog", "-o", log.toString()))
                    .isZero();
            HistogramLogReader reader = new HistogramLogReader(log.toFile());
            List<String> tags = new ArrayList<>();
            while (reader.hasNext()) {
                Histogram histogram = (Histogram) reader.nextIntervalHistogram();
                String metric = histogram.getTag().replaceFirst("_ns$", "");
                tags.add(metric);
                List<Long> latencies = values.get(metric);
                assertThat(histogram.getTotalCount()).isEqualTo(latencies.size());
                for (long latency : latencies) {
                    long lo = histogram.lowestEquivalentValue(latency);
                    long hi = histogram.highestEquivalentValue(latency);
                    assertThat(histogram.getCountAtValue(latency))
                            .isEqualTo(latencies.stream()
                                    .filter(v -> v >= lo && v <= hi)
                                    .count());
                }
            }
            reader.close();
            assertThat(tags).containsExactlyInAnyOrderElementsOf(values.keySet());
            checkAnalysis(log, values);
        }
    }

    /** Our own reader's quantiles hold the true ones. */
    private void checkAnalysis(Path log, Map<String, List<Long>> values) {
        printed.forgetOut();
        assertThat(Main.execute("analyze", log.toString(), "--format", "csv")).isZero();
        List<String> lines = printed.out().lines().toList();
        List<String> header = List.of(lines.get(0).split(","));
        assertThat(lines).hasSize(values.size() + 1);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            List<Long> sorted = new ArrayList<>(values.get(cells[header.indexOf("metric")].replaceFirst("_ns$", "")));
            Collections.sort(sorted);
            assertThat(cells[header.indexOf("count")]).isEqualTo(Integer.toString(sorted.size()));
            for (int percent : new int[] {50, 90, 99}) {
                long exact = sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
                assertThat(exact)
                        .as(line)
                        .isBetween(
                                Long.parseLong(cells[header.indexOf("p" + percent + "_lo")]),
                                Long.parseLong(cells[header.indexOf("p" + percent + "_hi")]) - 1);
            }
        }
    }

    @Test
    void hlogLeavesOutWhatFitsNoBucketsAndSaysSo() {
        assertThat(export("hlog", "../samples/histograms/bpftrace.txt")).contains("Tag=@fault_us[2048]_");
        assertThat(printed.err()).contains("@fsync_lin_us_ns was left out");
    }

    @Test
    void filesAreWholeOrNotThere() throws IOException {
        Path file = folder.resolve("faults.csv");
        assertThat(Main.execute("export", sample(FILES.get(0)), "/nowhere", "--to", "csv", "-o", file.toString()))
                .isEqualTo(ExitCode.CANNOT);
        assertThat(folder).isEmptyDirectory();
        assertThat(Main.execute("export", sample(FILES.get(0)), "--to", "csv", "-o", file.toString()))
                .isZero();
        assertThat(Files.readString(file)).isEqualTo(export("csv", sample(FILES.get(0)), "-o", "-"));
        assertThat(folder.toFile().list()).containsExactly("faults.csv");
    }

    @Test
    void aDeviceIsWrittenToAndNotReplaced() {
        assertThat(Main.execute("export", sample(FILES.get(0)), "--to", "jsonl", "-o", "/dev/null"))
                .isZero();
        assertThat(Path.of("/dev/null")).exists();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void aReaderThatHasGoneIsNotIgnored() {
        System.setOut(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("broken pipe");
                    }
                },
                false,
                StandardCharsets.UTF_8));
        for (String format : List.of("csv", "jsonl", "prometheus", "hlog")) {
            assertThat(Main.execute("export", sample(FILES.get(0)), "--to", format))
                    .as(format)
                    .isEqualTo(ExitCode.CANNOT);
        }
    }

    @Test
    void whatIsCutShortSaysSo() throws IOException {
        Path text = folder.resolve("cut.txt");
        List<String> lines = Files.readAllLines(Path.of("../samples/text/ftrace.txt"));
        int entry = 0; // the last line kept is an entry, so that its return is missing
        for (int i = 0; i < lines.size(); i++) {
            entry = lines.get(i).contains(" dax_finish_sync_fault:") ? i : entry;
        }
        Files.write(text, lines.subList(0, entry + 1));
        List<Map<String, String>> json = jsonLines(export("jsonl", text.toString()));
        assertThat(json.get(json.size() - 1)).containsEntry("complete", "false");
        assertThat(printed.err()).contains("INCOMPLETE");
        assertThat(export("prometheus", text.toString())).contains("\ndaxtrace_complete 0\n");
        assertThat(export("hlog", text.toString())).contains("INCOMPLETE");
    }

    @Test
    void whatHasNoFaultsHasNoRows() throws IOException {
        Path profile = folder.resolve("profile.json");
        assertThat(Main.execute("analyze", sample(FILES.get(0)), "--profile", profile.toString()))
                .isZero();
        for (String file : List.of(profile.toString(), "../samples/histograms/posting.txt")) {
            assertThat(Main.execute("export", file, "--to", "csv")).isEqualTo(ExitCode.CANNOT);
        }
        assertThat(Main.execute("export", sample(FILES.get(0)), "--to", "csv", "--by", "comm"))
                .isEqualTo(ExitCode.CANNOT);
        assertThat(printed.err())
                .contains("is a profile, and no single faults")
                .contains("holds histograms, and no single faults")
                .contains("--by:");
        printed.forgetOut();
        Exposition found = Exposition.parse(export("prometheus", profile.toString(), profile.toString()));
        assertThat(found.samples("daxtrace_latency_seconds_count").get(0).value())
                .isEqualTo("512");
    }

    /** Every metric of the oracle from the rows, and the four stages' sum. */
    private static void checkAgainstOracle(String file, List<Map<String, String>> rows) throws IOException {
        Map<String, List<Long>> values = values(rows);
        int metrics = 0;
        for (String line : Files.readAllLines(Path.of("src/test/resources/captures/samples.tsv"))) {
            String[] cells = line.split("\t");
            if (cells[0].equals(file) && cells[1].equals("metric")) {
                List<Long> found = values.get(cells[2]);
                assertThat(new long[] {
                            found.size(),
                            Collections.min(found),
                            Collections.max(found),
                            found.stream().mapToLong(Long::longValue).sum()
                        })
                        .as("%s of %s", cells[2], file)
                        .containsExactly(
                                Long.parseLong(cells[3]),
                                Long.parseLong(cells[4]),
                                Long.parseLong(cells[5]),
                                Long.parseLong(cells[6]));
                metrics++;
            }
        }
        assertThat(metrics).isPositive();
        assertThat(values.get("fault")).hasSize(512);
        for (Map<String, String> row : rows) {
            if (row.get("kind").equals("sync")) {
                assertThat(number(row, "map") + number(row, "commit") + number(row, "insert") + number(row, "other"))
                        .isEqualTo(number(row, "total"));
            }
        }
    }

    /** The latencies of rows by the names of metrics. */
    private static Map<String, List<Long>> values(List<Map<String, String>> rows) {
        Map<String, List<Long>> values = new HashMap<>();
        for (Map<String, String> row : rows) {
            if (row.get("kind").equals("fsync")) {
                add(values, "fsync." + row.get("cause"), row, "total");
                if (!row.get("cause").equals("fault")) {
                    add(values, "fsync", row, "total");
                }
                continue;
            }
            add(values, "fault", row, "total");
            add(values, "fault." + row.get("kind"), row, "total");
            if (row.get("kind").equals("sync")) {
                for (String stage : List.of("map", "commit", "insert", "other")) {
                    add(values, "stage." + stage, row, stage);
                }
            }
        }
        return values;
    }

    private static void add(Map<String, List<Long>> values, String metric, Map<String, String> row, String column) {
        values.computeIfAbsent(metric, name -> new ArrayList<>()).add(number(row, column));
    }

    private static long number(Map<String, String> row, String column) {
        return Long.parseLong(row.get(column));
    }

    private List<Map<String, String>> csv(String file) {
        List<String> lines = export("csv", file).lines().toList();
        String[] header = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).hasSameSizeAs(header);
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(header[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<Map<String, String>> jsonLines(String text) throws IOException {
        List<Map<String, String>> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Map<String, String> fields = new TreeMap<>();
            try (JsonParser json = new JsonFactory().createParser(line)) {
                json.nextToken();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    fields.put(name, json.getText());
                    json.skipChildren();
                }
                assertThat(json.nextToken()).isNull();
            }
            lines.add(fields);
        }
        return lines;
    }

    private static String sample(String file) {
        return CaptureFiles.sample("trace-cmd/" + file);
    }

    private String export(String format, String... arguments) {
        printed.forgetOut();
        List<String> line = new ArrayList<>(List.of("export", "--to", format));
        line.addAll(List.of(arguments));
        assertThat(Main.execute(line.toArray(String[]::new))).as(printed.err()).isZero();
        return printed.out();
    }
}
