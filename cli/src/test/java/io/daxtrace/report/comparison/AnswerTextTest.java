package io.daxtrace.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.Across;
import io.daxtrace.compare.Answer;
import io.daxtrace.compare.Comparer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.Samples;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Printable;
import io.daxtrace.report.HostileNames;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The answer's sentence and table, of comparisons made so that the answer is known. */
class AnswerTextTest {
    private static final int RUNS = 3;

    private int made;

    /** A side: the same runs but for some nanoseconds of one fault, so that nothing scatters and all is decided. */
    private List<Run> side(String name, Map<String, String> labels, Object... metricsAndValues) {
        List<Run> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            List<Metric> metrics = new ArrayList<>();
            for (int i = 0; i < metricsAndValues.length; i += 2) {
                long[] values = new long[600];
                Arrays.fill(values, (Integer) metricsAndValues[i + 1]);
                values[0] -= made++;
                values[1]--; // so that no tick is found in the values
                metrics.add(
                        new Metric(new MetricName((String) metricsAndValues[i]), Samples.logLinear(values), values));
            }
            runs.add(Samples.run(
                    name + run,
                    labels,
                    new FaultCounts(600, 600, 0, 0, 600, 0, 0, 0),
                    Set.of(),
                    new LossAccount(),
                    metrics.toArray(Metric[]::new)));
        }
        return runs;
    }

    private static Comparison compare(List<Run> base, List<Run> candidate) throws Exception {
        return new Comparer(ComparisonOptions.defaults()).compare(base, candidate);
    }

    private static String sentence(Comparison comparison) {
        return AnswerSentence.of(comparison, Answer.of(comparison));
    }

    private static List<String> text(Comparison... comparisons) throws Exception {
        StringWriter out = new StringWriter();
        ComparisonFormat.TEXT.write(
                List.of(comparisons), new ComparisonFormat.Wishes(false, null, Set.of(), "test"), out);
        return out.toString().lines().toList();
    }

    private static List<Run> all(List<List<Run>> sides) {
        return sides.stream().flatMap(List::stream).toList();
    }

    @Test
    void theStageThatCarriesTheChangeIsNamed() throws Exception {
        Comparison comparison = compare(
                side("b", Map.of(), "fault", 100_000, "stage.map", 20_000, "stage.commit", 80_000),
                side("c", Map.of(), "fault", 150_000, "stage.map", 25_000, "stage.commit", 125_000));
        assertThat(sentence(comparison))
                .isEqualTo("Regressed, worst fault p50 +50.0 % [+50.0 %, +50.0 %]; it sits in stage.commit (90 % of the"
                        + " stages' differences).");
    }

    /** 41 of 45 us, of the parts' differences; the rest went 4 us up. */
    @Test
    void thePartThatCarriesTheStagesChangeIsNamed() throws Exception {
        List<Run> base = side(
                "b",
                Map.of(),
                "fault",
                100_000,
                "stage.map",
                20_000,
                "stage.commit",
                80_000,
                "stage.commit.journal",
                60_000,
                "stage.commit.rest",
                20_000,
                "stage.map.entry",
                1_000);
        List<Run> candidate = side(
                "c",
                Map.of(),
                "fault",
                150_000,
                "stage.map",
                25_000,
                "stage.commit",
                125_000,
                "stage.commit.journal",
                101_000,
                "stage.commit.rest",
                24_000,
                "stage.map.entry",
                6_000);
        assertThat(sentence(compare(base, candidate)))
                .endsWith("; it sits in stage.commit (90 % of the stages' differences, 91 % of that in"
                        + " stage.commit.journal).");
        assertThat(String.join(" ", text(compare(base, candidate))))
                .endsWith("(+45.00us a fault); in it, stage.commit.journal +68.3 % carries 91 %.");
    }

    /** Runs that differ by nothing but one of the base, which hides that the others are slower by a fifth. */
    @Test
    void theRunThatHidesAChangeIsNamed() throws Exception {
        List<Run> base = new ArrayList<>(side("/runs/b", Map.of(), "fault", 100_000));
        base.addAll(side("/runs/more-b", Map.of(), "fault", 100_000));
        base.set(4, side("/runs/sl\now", Map.of(), "fault", 160_000).get(0));
        List<Run> candidate = side("/runs/c", Map.of(), "fault", 120_000);
        String text = String.join(" ", text(compare(base, candidate)));
        assertThat(text)
                .contains("undecided for noise")
                .endsWith("outliers: fault p50, p90, p99 and mean are REGRESSED without sl\\u000aow0");
        StringWriter all = new StringWriter();
        ComparisonFormat.TEXT.write(
                List.of(compare(base, candidate)), new ComparisonFormat.Wishes(true, null, Set.of(), "test"), all);
        assertThat(all.toString().replaceAll("\\s+", " "))
                .contains("fault p50: base has an outlier, sl\\u000aow0 (1.60 times the mean of the others). With it:"
                        + " inconclusive (noise)")
                .contains("; without it: REGRESSED +20.0 % [+20.0 %, +20.0 %]");
        StringWriter json = new StringWriter();
        ComparisonFormat.JSON.write(
                List.of(compare(base, candidate)), new ComparisonFormat.Wishes(true, null, Set.of(), "test"), json);
        assertThat(json.toString())
                .contains("\"side\" : \"base\"", "\"run\" : \"/runs/sl\\now0\"", "\"ratio_to_others\" : 1.");
    }

    /** A stage that went the other way is no place of a change. */
    @Test
    void aStageThatWentTheOtherWayIsNotNamed() throws Exception {
        Comparison comparison = compare(
                side("b", Map.of(), "fault", 100_000, "stage.map", 20_000, "stage.commit", 80_000),
                side("c", Map.of(), "fault", 150_000, "stage.map", 20_000, "stage.commit", 60_000));
        assertThat(sentence(comparison)).isEqualTo("Regressed, worst fault p50 +50.0 % [+50.0 %, +50.0 %].");
    }

    @Test
    void whatTheProgramSawAndTheFaultDoesNotHaveSitsOutside() throws Exception {
        Comparison comparison = compare(
                side("b", Map.of(), "user.fault", 20_000, "fault", 15_000),
                side("c", Map.of(), "user.fault", 30_000, "fault", 15_001));
        assertThat(sentence(comparison))
                .isEqualTo("Regressed, worst user.fault p50 +50.0 % [+50.0 %, +50.0 %]; it sits before and after the"
                        + " stages.");
    }

    @Test
    void everyVerdictIsCountedAndTheWorstStandsFirst() throws Exception {
        Map<String, String> a = Map.of("fs", "ext4", "file", "a");
        Map<String, String> b = Map.of("fs", "ext4", "file", "b");
        Map<String, String> c = Map.of("fs", "ext4", "file", "c");
        Map<String, String> d = Map.of("fs", "ext4", "file", "d");
        Comparison comparison = compare(
                all(List.of(
                        side("ba", a, "fault", 20_000),
                        side("bb", b, "fault", 20_000),
                        side("bc", c, "fault", 20_000),
                        side("bd", d, "fault", 20_000))),
                all(List.of(
                        side("ca", a, "fault", 10_000),
                        side("cb", b, "fault", 30_000),
                        side("cc", c, "fault", 20_001),
                        side("cd", d, "fault", 40_000))));
        List<String> lines = text(comparison);
        assertThat(lines)
                .startsWith(
                        "2 of 4 workloads regressed, worst file=d: fault p50 x2.00 [x2.00, x2.00]; 1 improved; 1 equivalent.",
                        "base: 12 files, ba0 ...; candidate: 12 files, ca0 ...; 3 runs a side; fs=ext4",
                        "fault: verdict and change")
                .contains("d     REGRESSED ↑x2.00  REGRESSED ↑x2.00  REGRESSED ↑x2.00  REGRESSED ↑x2.00");
        assertThat(lines.subList(4, 8).stream().map(line -> line.substring(0, 1)))
                .containsExactly("d", "b", "a", "c");
        // p50 alone stands for each, and the equivalent one has no line
        assertThat(lines.subList(lines.indexOf("") + 2, lines.size()).stream().map(line -> line.substring(0, 6)))
                .containsExactly("d     ", "b     ", "a     ");
    }

    @Test
    void whereAllIsEquivalentNothingFollows() throws Exception {
        Comparison comparison =
                compare(side("old/", Map.of(), "fault", 20_000), side("new/", Map.of(), "fault", 20_001));
        assertThat(text(comparison))
                .startsWith(
                        "Equivalent, within the thresholds.",
                        "base: old/ (3 files); candidate: new/ (3 files);" + " 3 runs a side")
                .noneMatch(String::isEmpty);
    }

    @Test
    void aMetricOfOneSideIsNotWhollyComparedAndSaysWhy() throws Exception {
        Comparison comparison =
                compare(side("b", Map.of(), "fault", 20_000, "fsync", 1_000_000), side("c", Map.of(), "fault", 20_001));
        assertThat(text(comparison))
                .startsWith("No regression found: not wholly compared.")
                .contains("fsync no data: only the base has latencies of it");
    }

    @Test
    void stagesAloneDecideNothing() throws Exception {
        Comparison comparison =
                compare(side("b", Map.of(), "stage.commit", 20_000), side("c", Map.of(), "stage.commit", 40_000));
        assertThat(text(comparison))
                .startsWith("No regression found: with nothing that decides.")
                .anyMatch(line -> line.contains("name them with --metric"));
    }

    @Test
    void workloadsAcrossAreSlowerAndFaster() throws Exception {
        List<Comparison> comparisons = Across.compare(
                all(List.of(
                        side("n", Map.of("sync", "no"), "fault", 20_000),
                        side("y", Map.of("sync", "yes"), "fault", 80_000),
                        side("z", Map.of("sync", "some"), "fault", 10_000))),
                "sync",
                null,
                ComparisonOptions.defaults());
        List<String> lines = text(comparisons.toArray(Comparison[]::new));
        assertThat(lines)
                .startsWith("sync=yes against sync=no: slower, worst fault mean x4.00 [x4.00, x4.00].")
                .contains(
                        "sync=some against sync=no: faster, best fault mean -50.0 % [-50.0 %, -50.0 %].",
                        "sync=yes against sync=no:")
                .noneMatch(line -> line.contains("REGRESSED") || line.contains("IMPROVED"));
    }

    /** From one run a side nothing is known of how runs differ: the sentence says so, and what it assumes. */
    @Test
    void oneRunASideIsToldWhatCannotBeKnown() throws Exception {
        Comparison comparison = compare(
                side("b", Map.of(), "fault", 20_000).subList(0, 1),
                side("c", Map.of(), "fault", 23_000).subList(0, 1));
        List<String> lines = text(comparison);
        assertThat(lines.get(0))
                .startsWith(
                        "No regression found: undecided for single-run: three runs a side tell how runs differ; if by the");
        assertThat(lines.get(1)).matches("assumed 10.0 %, [0-9]+ to [0-9]+ would decide it\\.");
        assertThat(lines).contains("assumed 10.0 % (--run-noise)").anyMatch(line -> line.contains("single-run 2"));
    }

    @Test
    void linesAreNotBrokenBeforeAPercentSign() {
        StringWriter out = new StringWriter();
        PrintWriter lines = new PrintWriter(out);
        Paragraph.print("by 12 % or 13 %, of 1 %", 7, lines);
        lines.flush();
        assertThat(out.toString().lines()).containsExactly("by 12 %", "or", "13 %,", "of 1 %");
    }

    /** A wide table goes on below, and leaves out what is equivalent throughout. */
    @Test
    void noLineIsWiderThanThePage() throws Exception {
        Object[] before = new Object[18];
        Object[] after = new Object[18];
        for (int i = 0; i < 9; i++) {
            before[2 * i] = "foreign metric " + i;
            after[2 * i] = before[2 * i];
            before[2 * i + 1] = 20_000 + i;
            after[2 * i + 1] = i == 4 ? 20_001 : 30_000 + i;
        }
        List<String> lines = text(compare(side("b", Map.of(), before), side("c", Map.of(), after)));
        assertThat(lines).allMatch(line -> line.length() <= 100);
        String table = String.join(" ", lines);
        for (int i = 0; i < 9; i++) {
            assertThat(table).contains("foreign metric " + i + " p50", "foreign metric " + i + " mean");
        }
        assertThat(table)
                .contains("equivalent in all workloads: foreign metric 4 ")
                .doesNotContain("equivalent ↑");
    }

    @Test
    void hostileNamesDoNoHarm() throws Exception {
        for (String hostile : HostileNames.ALL) {
            Map<String, String> one = Map.of("file", hostile);
            Map<String, String> other = Map.of("file", "other", "fs", hostile);
            List<String> lines = text(compare(
                    all(List.of(side(hostile, one, hostile, 20_000), side("b", other, hostile, 20_000))),
                    all(List.of(side("c" + hostile, one, hostile, 30_000), side("d", other, hostile, 30_000)))));
            assertThat(lines)
                    .allMatch(line -> line.chars()
                            .noneMatch(c -> Character.isISOControl(c)
                                    || Character.getType(c) == Character.FORMAT
                                    || Character.getType(c) == Character.LINE_SEPARATOR));
            String escaped = Printable.escape(hostile);
            List<String> rows =
                    lines.stream().filter(line -> line.contains("REGRESSED ↑")).toList();
            assertThat(rows).isNotEmpty().allMatch(row -> row.startsWith(escaped + " other") || row.startsWith("- "));
            assertThat(lines.get(0))
                    .startsWith("All 2 workloads regressed, worst ")
                    .contains("=" + escaped);
        }
    }
}
