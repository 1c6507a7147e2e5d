package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Profile;
import io.daxtrace.aggregate.ProfileWriter;
import io.daxtrace.aggregate.Run;
import io.daxtrace.distribution.LatencyHistogram;
import io.daxtrace.event.LossAccount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The command as a user and a CI see it: output and exit codes. */
class CompareCommandTest {
    private static final String SYNC = "trace-cmd/6.1-ext4/empty-idle-sync.dat";
    private static final String NOSYNC = "trace-cmd/6.1-ext4/empty-idle-nosync.dat";

    @RegisterExtension
    private final Printed printed = new Printed();

    @TempDir
    private Path directory;

    @Test
    void mapSyncIsARegressionAgainstNone() {
        Printed.Result result = compare(CaptureFiles.sample(NOSYNC), "--with", CaptureFiles.sample(SYNC));
        assertThat(result.status()).isEqualTo(ExitCode.FOUND);
        assertThat(result.out()).startsWith("Regressed, worst fault p50 x");
        assertThat(result.out()).contains("--run-noise", "make three", "REGRESSED");
    }

    @Test
    void aCaptureAgainstItselfIsNoRegression() {
        String capture = CaptureFiles.sample(SYNC);
        assertThat(compare(capture, "--with", capture).status()).isEqualTo(ExitCode.DONE);
        Printed.Result failing = compare("--all", capture, "--with", capture, "--fail-on", "inconclusive");
        assertThat(failing.status()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(failing.out()).contains("inconclusive (", "the same runs");
    }

    /** 10 us against 13 us: 5 us are more than the difference, 2 us less. */
    @Test
    void noDifferenceBelowTheFloorMatters() throws Exception {
        for (int run = 0; run < 3; run++) {
            long[] values = new long[600];
            Arrays.fill(values, 10_000);
            values[599] += run;
            write("base", "run" + run, Map.of(), values);
            Arrays.fill(values, 13_000);
            values[599] += run;
            write("candidate", "run" + run, Map.of(), values);
        }
        String base = directory.resolve("base").toString();
        String candidate = directory.resolve("candidate").toString();
        assertThat(compare(base, "--with", candidate, "--floor", "2us").status())
                .isEqualTo(ExitCode.FOUND);
        assertThat(compare(base, "--with", candidate, "--floor", "5us").status())
                .isEqualTo(ExitCode.DONE);
    }

    /** The posting's blocks as text files. */
    @Test
    void thePostingsTexts() throws Exception {
        String none = text("none.txt", """
                File empty, no background load, no MAP_SYNC:
                min=21 avg=23 max=76
                16 - 31 us: 503
                32 - 63 us: 8
                64 - 127 us: 1
                """);
        String sync = text("sync.txt", """
                File empty, no background load, MAP_SYNC:
                min=91 avg=108 max=234
                64 - 127 us: 467
                128 - 255 us: 45
                """);
        String load = text("load.txt", """
                File empty, background load, no MAP_SYNC:
                min=21 avg=23 max=67
                16 - 31 us: 507
                32 - 63 us: 4
                64 - 127 us: 1
                """);
        Printed.Result regressed = compare("--all", none, "--with", sync);
        assertThat(regressed.status()).isEqualTo(ExitCode.FOUND);
        assertThat(regressed.out()).contains("A12 1.000");
        Printed.Result exact = compare("--all", none, "--with", sync, "--run-noise", "0%");
        assertThat(exact.status()).isEqualTo(ExitCode.FOUND);
        assertThat(exact.out()).containsPattern("mean .*\\[x4\\.[2-9][0-9]*, x(4\\.[0-9]*|5\\.0[0-9]*)\\]");
        Printed.Result coarse = compare("--all", none, "--with", load);
        assertThat(coarse.status()).isEqualTo(ExitCode.DONE);
        assertThat(coarse.out())
                .containsPattern("p50 .*inconclusive \\(resolution\\)")
                .doesNotContain("REGRESSED");
        assertThat(compare("--across", "source", none, sync).out()).contains(": slower, worst ");
    }

    private String text(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    /** Five runs a side by resampling one capture, the candidate's commit stages a fifth longer. */
    @Test
    void aSlowerCommitIsFoundAndNamed() throws Exception {
        List<long[]> faults = stages(CaptureFiles.sample("trace-cmd/7.2-xfs/empty-load-sync.dat"));
        assertThat(faults).hasSizeGreaterThan(400);
        Random random = new Random(5);
        for (int run = 0; run < 5; run++) {
            resampled("base", run, faults, 1, random);
            resampled("slow", run, faults, 1.2, random);
            resampled("same", run, faults, 1, random);
        }
        Printed.Result slow = compare(path("base"), "--with", path("slow"));
        assertThat(slow.status()).as(slow.out()).isEqualTo(ExitCode.FOUND);
        assertThat(slow.out())
                .containsPattern("(?s)stages of sync faults.*stage.commit \\+[12][0-9.]+ %.*stage.commit\\scarries");
        Printed.Result same = compare(path("base"), "--with", path("same"));
        assertThat(same.status()).as(same.out()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void allFormatsTellTheSame() throws Exception {
        Path json = directory.resolve("out.json");
        Path xml = directory.resolve("out.xml");
        Printed.Result text = compare(
                "--all",
                CaptureFiles.sample(NOSYNC),
                "--with",
                CaptureFiles.sample(SYNC),
                "--json",
                json.toString(),
                "--junit",
                xml.toString(),
                "--explain",
                "fault");
        assertThat(text.status()).isEqualTo(ExitCode.FOUND);
        assertThat(text.out())
                .contains("How fault was decided", "Benjamini and Hochberg", "Holm", "MOVER", "shift by decile");
        String written = Files.readString(json);
        assertThat(written).contains("\"schema\" : \"daxtrace.comparison/1\"", "\"verdict\" : \"regressed\"");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
        long failures = document.getElementsByTagName("failure").getLength();
        assertThat(failures).isEqualTo(regressions(text.out())).isPositive();
        assertThat(document.getElementsByTagName("testsuite")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("failures")
                        .getNodeValue())
                .isEqualTo(Long.toString(failures));
        assertThat(compare("--format", "json", CaptureFiles.sample(NOSYNC), "--with", CaptureFiles.sample(SYNC))
                        .out())
                .isEqualTo(written);
    }

    @Test
    void directoriesOfProfilesAreComparedByWorkload() throws Exception {
        Random random = new Random(9);
        for (String side : new String[] {"old", "new"}) {
            for (String file : new String[] {"empty", "preallocated"}) {
                for (int i = 0; i < 4; i++) {
                    double slower = side.equals("new") && file.equals("empty") ? 1.5 : 1;
                    write(side, file + i, Map.of("file", file), values(random, slower));
                }
            }
        }
        Printed.Result result = compare("--all", path("old"), "--with", path("new"));
        assertThat(result.status()).isEqualTo(ExitCode.FOUND);
        assertThat(result.out()).contains("file=empty", "file=preallocated", "base: 4 runs");
        assertThat(regressions(result.out())).isBetween(1L, 5L);
        assertThat(printed.run("compare", "selftest", "--splits", "20", path("old"))
                        .out())
                .contains("40 comparisons", "spread of runs");
    }

    @Test
    void aProfileOfCapturesGivesTheSameAnswerAsTheCaptures() {
        String profile = path("profile.json");
        Printed.Result analysis = printed.run(
                "analyze",
                CaptureFiles.sample(SYNC),
                CaptureFiles.sample(NOSYNC),
                "--label",
                "file=empty",
                "--profile",
                profile);
        assertThat(analysis.status()).as(analysis.err()).isEqualTo(ExitCode.DONE);
        assertThat(compare("--all", "--across", "source", profile).out())
                .containsPattern("fault p50 of .* is faster than of");
        String one = path("one.json");
        printed.run("analyze", CaptureFiles.sample(SYNC), "--profile", one);
        Printed.Result result = compare(CaptureFiles.sample(NOSYNC), "--with", one);
        assertThat(result.status()).isEqualTo(ExitCode.FOUND);
        assertThat(result.out()).startsWith("Regressed, worst fault p50 x");
    }

    @Test
    void acrossUsesOtherWordsAndNeverFails() throws Exception {
        Random random = new Random(10);
        for (int i = 0; i < 3; i++) {
            write("all", "n" + i, Map.of("sync", "no"), values(random, 1));
            write("all", "y" + i, Map.of("sync", "yes"), values(random, 4));
        }
        Printed.Result result = compare("--all", "--across", "sync", "--reference", "no", path("all"));
        assertThat(result.status()).isEqualTo(ExitCode.DONE);
        assertThat(result.out())
                .containsPattern("fault p50 of sync=yes is slower than of sync=no by a factor of (3|4)\\.")
                .doesNotContain("REGRESSED");
    }

    @Test
    void aWorkloadOfOneSideFailsUnlessAllowed() throws Exception {
        Random random = new Random(11);
        write("old", "a", Map.of("file", "empty"), values(random, 1));
        write("old", "b", Map.of("file", "preallocated"), values(random, 1));
        write("new", "a", Map.of("file", "empty"), values(random, 1));
        Printed.Result result = compare(path("old"), "--with", path("new"));
        assertThat(result.status()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(result.out()).contains("no data", "only the base has runs of this workload");
        assertThat(compare(path("old"), "--with", path("new"), "--fail-on", "nothing")
                        .status())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void badInputIsNamed() throws Exception {
        String capture = CaptureFiles.sample(SYNC);
        Files.createDirectory(directory.resolve("nothing"));
        Path newer = Files.writeString(
                directory.resolve("newer.json"), "{\"schema\":\"daxtrace.profile/7\",\"unit\":\"ns\",\"runs\":[]}");
        Path runless = Files.writeString(
                directory.resolve("runless.json"), "{\"schema\":\"daxtrace.profile/1\",\"unit\":\"ns\",\"runs\":[]}");
        Path nan = Files.writeString(
                directory.resolve("nan.json"),
                "{\"schema\":\"daxtrace.profile/1\",\"unit\":\"ns\",\"runs\":[{\"resolution\":NaN}]}");
        assertBad("no candidate runs", capture);
        assertBad("no base runs", "--with", capture);
        assertBad("nothing: is an empty directory", capture, "--with", path("nothing"));
        assertBad("newer.json: line 1: schema daxtrace.profile/7 is newer", capture, "--with", newer.toString());
        assertBad("runless.json: holds no runs", capture, "--with", runless.toString());
        assertBad("nan.json: line 1: ", capture, "--with", nan.toString());
        assertBad("no such file", capture, "--with", "missing.dat");
        assertBad("given twice", capture, capture, "--with", CaptureFiles.sample(NOSYNC));
        assertBad("has no unit", capture, "--with", capture, "--threshold", "p50=5");
        assertBad("has no unit", capture, "--with", capture, "--floor", "5");
        assertBad("has no unit", capture, "--with", capture, "--run-noise", "0.1");
        assertBad("no such metric", capture, "--with", capture, "--explain", "foult");
    }

    private void assertBad(String message, String... arguments) {
        Printed.Result result = compare(arguments);
        assertThat(result.status()).as(result.err()).isEqualTo(ExitCode.CANNOT);
        assertThat(result.err()).contains(message).startsWith("daxtrace: ").doesNotContain("Exception");
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    /** The rows of the table that end in that word, or in it and footnotes. */
    private static long regressions(String text) {
        return text.lines()
                .filter(line -> !line.contains("verdict:") && line.matches(".* REGRESSED( +\\[.*)?"))
                .count();
    }

    /** map, commit, insert, other of each sync fault. */
    private static List<long[]> stages(String capture) throws IOException {
        Run run = new InputReader(true).run(capture, Map.of(), List.of(), true);
        List<Metric> metrics = run.groups().get(0).metrics();
        List<long[]> faults = new ArrayList<>();
        long[][] stages = new long[4][];
        for (Metric metric : metrics) {
            switch (metric.name().text()) {
                case "stage.map" -> stages[0] = metric.values();
                case "stage.commit" -> stages[1] = metric.values();
                case "stage.insert" -> stages[2] = metric.values();
                case "stage.other" -> stages[3] = metric.values();
                default -> {}
            }
        }
        for (int i = 0; i < stages[0].length; i++) {
            faults.add(new long[] {stages[0][i], stages[1][i], stages[2][i], stages[3][i]});
        }
        return faults;
    }

    private void resampled(String side, int number, List<long[]> faults, double commit, Random random)
            throws IOException {
        String[] names = {"stage.map", "stage.commit", "stage.insert", "stage.other"};
        long[][] stages = new long[4][faults.size()];
        long[] total = new long[faults.size()];
        for (int i = 0; i < total.length; i++) {
            long[] fault = faults.get(random.nextInt(faults.size()));
            for (int stage = 0; stage < 4; stage++) {
                stages[stage][i] = stage == 1 ? Math.round(fault[1] * commit) : fault[stage];
                total[i] += stages[stage][i];
            }
        }
        List<Metric> metrics = new ArrayList<>(List.of(metric("fault", total), metric("fault.sync", total)));
        for (int stage = 0; stage < 4; stage++) {
            metrics.add(metric(names[stage], stages[stage]));
        }
        write(side, "run" + number, Map.of(), metrics);
    }

    private static long[] values(Random random, double slower) {
        double median = 20_000 * slower * Math.exp(0.02 * random.nextGaussian());
        return random.doubles(600)
                .map(d -> median * Math.exp(d - 0.5))
                .mapToLong(d -> (long) d)
                .toArray();
    }

    private static Metric metric(String name, long... values) {
        LatencyHistogram histogram = new LatencyHistogram();
        Arrays.stream(values).forEach(histogram::record);
        return new Metric(new MetricName(name), histogram.snapshot(1), null);
    }

    private void write(String side, String name, Map<String, String> labels, long... values) throws IOException {
        write(side, name, labels, List.of(metric("fault", values)));
    }

    private void write(String side, String name, Map<String, String> labels, List<Metric> metrics) throws IOException {
        Files.createDirectories(directory.resolve(side));
        long n = metrics.get(0).distribution().count();
        Run run = new Run(
                name,
                new TreeMap<>(labels),
                new TreeMap<>(),
                new TreeSet<>(),
                1,
                true,
                new LossAccount(),
                List.of(new Group(Map.of(), new FaultCounts(n, n, 0, 0, n, 0, 0, 0), metrics)));
        try (OutputStream out = Files.newOutputStream(directory.resolve(side).resolve(name + ".json"))) {
            ProfileWriter.write(new Profile(List.of(run)), "test", out);
        }
    }

    private Printed.Result compare(String... arguments) {
        return printed.run(
                Stream.concat(Stream.of("compare"), Stream.of(arguments)).toArray(String[]::new));
    }
}
