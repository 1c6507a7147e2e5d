package io.daxtrace.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyHistogram;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.LossAccount;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
    private static final String METRIC =
            "{\"name\":\"fault\",\"count\":3,\"min\":10,\"max\":25,\"sum\":50," + "\"buckets\":[[10,20,2],[20,30,1]]}";

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Profile profile = new Profile(List.of(run("a"), run("b \u0007\"\\ \u202e \u00e9")));
        Profile read = read(written(profile));
        assertThat(read.runs()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Run was = profile.runs().get(i);
            Run is = read.runs().get(i);
            assertThat(is.source()).isEqualTo("p.json (" + was.source() + ")");
            assertThat(is.labels()).isEqualTo(was.labels());
            assertThat(is.environment()).isEqualTo(was.environment());
            assertThat(is.probes()).isEqualTo(was.probes());
            assertThat(is.resolution()).isEqualTo(1000);
            assertThat(is.complete()).isFalse();
            assertThat(is.loss().kernelDropped).isEqualTo(1);
            assertThat(is.loss().clamped).isEqualTo(7);
            assertThat(is.groups()).hasSize(1);
            assertThat(is.groups().get(0).key()).isEqualTo(Map.of("comm", "x"));
            assertThat(is.groups().get(0).faults())
                    .isEqualTo(was.groups().get(0).faults());
            for (int m = 0; m < was.groups().get(0).metrics().size(); m++) {
                assertThat(is.groups().get(0).metrics().get(m).distribution())
                        .isEqualTo(was.groups().get(0).metrics().get(m).distribution());
            }
        }
    }

    @Test
    void aSpanThatIsNotKnownIsNotWritten() throws Exception {
        Run with = run("a");
        Run without =
                new Run("a", with.labels(), with.environment(), with.probes(), 1000, false, with.loss(), with.groups());
        byte[] text = written(new Profile(List.of(without)));
        assertThat(new String(text, StandardCharsets.UTF_8)).doesNotContain("span");
        assertThat(ProfileReader.read("p", new ByteArrayInputStream(text))
                        .runs()
                        .get(0)
                        .span())
                .isZero();
    }

    @Test
    void mergingKeepsRunsApart() {
        Profile both = new Profile(List.of(run("a"))).plus(new Profile(List.of(run("b"))));
        assertThat(both.runs()).extracting(Run::source).containsExactly("a", "b");
    }

    @Test
    void aProfileOfTheFirstSchemaIsReadAndUnknownFieldsAreSkipped() throws Exception {
        Run run = read(profile(METRIC.replace("\"count\"", "\"later\":{\"x\":[1,{}]},\"count\"")))
                .runs()
                .get(0);
        Distribution expected = new Distribution.Builder(2)
                .bucket(10, 20, 2)
                .bucket(20, 30, 1)
                .min(10)
                .max(25)
                .sum(50)
                .build();
        assertThat(run.groups().get(0).metrics().get(0).distribution()).isEqualTo(expected);
    }

    @Test
    void aThousandMillionCountsAreOneBucket() throws Exception {
        String many = "{\"name\":\"fault\",\"count\":3000000000000,\"min\":10,\"max\":19,\"sum\":40000000000000,"
                + "\"buckets\":[[10,20,3000000000000]]}";
        assertThat(read(profile(many))
                        .runs()
                        .get(0)
                        .groups()
                        .get(0)
                        .metrics()
                        .get(0)
                        .distribution()
                        .mean())
                .isBetween(13.3, 13.4);
    }

    @Test
    void aNewerSchemaIsRefusedByName() {
        assertRefused(profile(METRIC).replace("profile/1", "profile/2"), "daxtrace.profile/2", "newer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sum\":50          | \"sum\":NaN                 | NaN",
                "\"sum\":50          | \"sum\":5.5                 | a whole number",
                "\"sum\":50          | \"sum\":5000                | does not fit 3 values",
                "\"sum\":50          | \"sum\":99999999999999999999| a whole number below 2^63",
                "\"min\":10          | \"min\":-1                  | expected 0 or more",
                "\"min\":10          | \"min\":26                  | do not fit its buckets",
                "\"max\":25          | \"max\":30                  | do not fit its buckets",
                "\"count\":3         | \"count\":4                 | its buckets hold 3",
                "[10,20,2]           | [-10,20,2]                  | expected 0 or more",
                "[10,20,2]           | [20,10,2]                   | ascend",
                "[20,30,1]           | [15,30,1]                   | ascend",
                "[20,30,1]           | [20,30,-1]                  | expected 0 or more",
                "[20,30,1]           | [20,30]                     | expected [lo, hi, count]",
                "[20,30,1]           | [20,30,1,1]                 | more than [lo, hi, count]",
                "\"unit\":\"ns\"     | \"unit\":\"us\"             | a profile is in ns",
                "\"name\":\"fault\", | ''                          | without a name",
                "\"sum\":50          | \"sum\":29                  | does not fit 3 values from 10 to 25",
                "\"sum\":50          | \"sum\":76                  | does not fit 3 values from 10 to 25",
                "\"sum\":50          | \"sum\":28,\"sum_error\":1  | does not fit 3 values from 10 to 25",
                "\"min\":10          | \"min\":9                   | min=9 max=25 of \"fault\" do not fit its buckets, which reach from 10 to 30",
                "\"min\":10,\"max\":25 | \"min\":null,\"max\":30     | min=unknown max=30",
                "\"max\":25,\"sum\":50,\"buckets\":[[10,20,2],[20,30,1]] | \"max\":9,\"sum\":50,\"buckets\":[[10,20,2],[20,null,1]] | min=10 max=9 of \"fault\" do not fit its buckets, which reach from 10 to open",
                "\"max\":25,\"sum\":50,\"buckets\":[[10,20,2],[20,30,1]] | \"max\":35,\"sum\":50,\"buckets\":[[0,10,0],[10,20,2],[20,30,1],[30,40,0]] | reach from 10 to 30",
                "\"metrics\":[       | \"metrics\":7,\"more\":[     | \"metrics\" is 7, expected an array",
                "\"complete\":true   | \"complete\":\"yes\"         | \"complete\" is yes, expected true or false",
                "\"complete\":true   | \"labels\":{\"a\":7}         | \"a\" is 7, expected a text",
                "\"key\":{}          | \"key\":[]                  | \"key\" is [, expected an object",
                "daxtrace.profile/1  | daxtrace.analysis/1         | expected daxtrace.profile/1",
                "\"runs\"            | \"walks\"                   | expected the fields schema, unit and runs",
            })
    void wrongNumbersAreNamedWithTheirLine(String found, String replacement, String problem) {
        String good = profile(METRIC);
        assertThat(good).contains(found);
        assertRefused(good.replace(found, replacement == null ? "" : replacement), "p.json: line ", problem);
    }

    /** Three values from 10 to 25 have a sum from 30 to 75; one value or none is as good. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sum\":50          | \"sum\":30",
                "\"sum\":50          | \"sum\":75",
                "\"sum\":50          | \"sum\":29,\"sum_error\":1",
                "\"min\":10,\"max\":25 | \"min\":null,\"max\":null",
                "\"min\":10,\"max\":25,\"sum\":50 | \"min\":12,\"max\":12,\"sum\":36",
                "\"min\":10,\"max\":25,\"sum\":50 | \"min\":null,\"max\":25,\"sum\":0",
                "\"min\":10,\"max\":25,\"sum\":50 | \"min\":10,\"max\":null,\"sum\":5000",
                "[10,20,2]           | [null,20,2]",
                "[20,30,1]           | [20,null,1]",
            })
    void numbersThatFitTogetherAreRead(String found, String replacement) throws IOException {
        String good = profile(METRIC);
        assertThat(good).contains(found);
        assertThat(read(good.replace(found, replacement))
                        .runs()
                        .get(0)
                        .groups()
                        .get(0)
                        .metrics()
                        .get(0)
                        .distribution()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void aWrongTextIsShownUpToSixtyCharacters() {
        String sixty = "123456789 ".repeat(6);
        assertRefused(profile(METRIC.replace("50", '"' + sixty + '"')), "\"sum\" is " + sixty + ", expected");
        assertRefused(profile(METRIC.replace("50", '"' + sixty + "more\"")), "\"sum\" is " + sixty + "..., expected");
    }

    @Test
    void whatFollowsAProfileIsRefused() {
        assertRefused(profile(METRIC) + "\n{}", "p.json: line 3", "something follows the profile");
    }

    @Test
    void whatIsNoJsonIsNamedWithItsLine() {
        assertRefused("{\n\"schema\":\n\"daxtrace.profile/1\",\n!", "p.json: line 4", "not the JSON of a profile");
    }

    @Test
    void aKindOfLossOfALaterVersionIsSkipped() throws IOException {
        String later =
                profile(METRIC).replace("\"groups\"", "\"loss\":{\"later\":{\"x\":[1]},\"ring_full\":4},\"groups\"");
        assertThat(read(later).runs().get(0).loss().ringFull).isEqualTo(4);
    }

    /** The document as the schema's users know it: a run and a metric a line each. */
    @Test
    void theFieldsOfTheFirstSchema() {
        Distribution known = new Distribution.Builder(1)
                .bucket(2000, 4000, 2)
                .min(2000)
                .max(3000)
                .sum(5000)
                .sumError(999)
                .unit(1000)
                .below(500)
                .build();
        Distribution unknown = new Distribution.Builder(1)
                .bucket(Distribution.OPEN_BELOW, Distribution.OPEN, 3)
                .build();
        LossAccount loss = new LossAccount();
        loss.ringFull = 4;
        Run run = new Run(
                "a.dat",
                new TreeMap<>(Map.of("kernel", "6.1")),
                new TreeMap<>(Map.of("fs", "xfs")),
                new TreeSet<>(Set.of("map: f")),
                1000,
                false,
                loss,
                List.of(new Group(
                        Map.of("tid", "7"),
                        new FaultCounts(1, 2, 3, 4, 5, 6, 7, 8),
                        List.of(
                                new Metric(new MetricName("fault"), known, null),
                                new Metric(new MetricName("usecs"), unknown, null)))),
                86_400);
        String text = new String(written(new Profile(List.of(run))), StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(4);
        assertThat(text).endsWith("\n");
        assertThat(text.replace("\n", ""))
                .isEqualTo("{\"schema\":\"daxtrace.profile/1\",\"tool\":{\"name\":\"daxtrace\",\"version\":\"0\"},"
                        + "\"unit\":\"ns\",\"runs\":["
                        + "{\"source\":\"a.dat\",\"labels\":{\"kernel\":\"6.1\"},\"environment\":{\"fs\":\"xfs\"},"
                        + "\"probes\":[\"map: f\"],\"resolution\":1000,\"complete\":false,"
                        + "\"loss\":{\"kernel_dropped\":0,\"ring_full\":4,\"map_full\":0,\"missed_probes\":0,"
                        + "\"unmatched_entries\":0,\"unmatched_returns\":0,\"clamped\":0,\"lost_faults\":0},"
                        + "\"span\":86400,\"groups\":[{\"key\":{\"tid\":\"7\"},\"faults\":{\"total\":1,\"sync\":2,\"async\":3,\"failed\":4,"
                        + "\"pte\":5,\"pmd\":6,\"fallbacks\":7,\"retries\":8},\"metrics\":["
                        + "{\"name\":\"fault\",\"count\":2,\"min\":2000,\"max\":3000,\"sum\":5000,"
                        + "\"sum_error\":999,\"tick\":1000,\"below\":500,\"buckets\":[[2000,4000,2]]},"
                        + "{\"name\":\"usecs\",\"count\":3,\"min\":null,\"max\":null,\"sum\":null,"
                        + "\"buckets\":[[null,null,3]]}]}]}]}");
    }

    /** The stream is the caller's: it has all of the profile, and may take more. */
    @Test
    void aProfileIsFlushedAndItsStreamLeftOpen() throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        boolean[] closed = {false};
        OutputStream out = new BufferedOutputStream(sink, 1 << 16) {
            @Override
            public void close() throws IOException {
                closed[0] = true;
                super.close();
            }
        };
        Profile profile = new Profile(List.of(run("a")));
        ProfileWriter.write(profile, "0", out);
        assertThat(closed[0]).isFalse();
        assertThat(sink.toByteArray()).isEqualTo(written(profile));
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        byte[] whole = written(new Profile(List.of(run("a"))));
        for (int length = 0; length < whole.length - 2; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void mutationsAreReadOrRefused() {
        byte[] whole = written(new Profile(List.of(run("a"))));
        Random random = new Random(3);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 2000; i++) {
                byte[] mutated = whole.clone();
                for (int change = 0; change <= random.nextInt(4); change++) {
                    mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
                }
                try {
                    read(mutated);
                } catch (BadInputException e) {
                    assertThat(e).hasMessageStartingWith("p.json: ");
                }
            }
        });
    }

    @Test
    void itIsRecognised() {
        String start = new String(written(new Profile(List.of(run("a")))), StandardCharsets.UTF_8);
        assertThat(ProfileJson.isProfile(start)).isTrue();
        assertThat(ProfileJson.isProfile("\n {\"schema\": \"daxtrace.profile/99\""))
                .isTrue();
        assertThat(ProfileJson.isProfile("{\"schema\": \"daxtrace.analysis/1\""))
                .isFalse();
    }

    private static String profile(String metric) {
        return "{\"schema\":\"daxtrace.profile/1\",\"unit\":\"ns\",\"runs\":[{\"source\":\"x\",\"complete\":true,"
                + "\"groups\":[{\"key\":{},\"metrics\":[\n" + metric + "]}]}]}";
    }

    private static void assertRefused(String json, String... parts) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }

    private static Profile read(String json) throws IOException {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Profile read(byte[] json) throws IOException {
        return ProfileReader.read("p.json", new ByteArrayInputStream(json));
    }

    private static byte[] written(Profile profile) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ProfileWriter.write(profile, "0", out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static Run run(String source) {
        LatencyHistogram histogram = new LatencyHistogram();
        for (long value = 3000; value < 1_000_000; value *= 2) {
            histogram.record(value);
        }
        Distribution open = new Distribution.Builder(2)
                .bucket(Distribution.OPEN_BELOW, 5, 1)
                .bucket(7, Distribution.OPEN, 2)
                .sumError(3)
                .build();
        LossAccount loss = new LossAccount();
        loss.kernelDropped = 1;
        loss.clamped = 7;
        return new Run(
                source,
                new TreeMap<>(Map.of("kernel", "6.1", source, "\n")),
                new TreeMap<>(Map.of("fs", "ext4")),
                new TreeSet<>(Set.of("map: dax_iomap_fault")),
                1000,
                false,
                loss,
                List.of(new Group(
                        Map.of("comm", "x"),
                        new FaultCounts(9, 4, 3, 2, 6, 1, 5, 8),
                        List.of(
                                new Metric(new MetricName("fault"), histogram.snapshot(1000), null),
                                new Metric(new MetricName("odd"), open, null),
                                new Metric(new MetricName("none"), Distribution.EMPTY, null)))),
                8_640_000_000_000L);
    }
}
