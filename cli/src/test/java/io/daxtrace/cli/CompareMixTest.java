package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daxtrace.aggregate.InputSink;
import io.daxtrace.aggregate.OperationClock;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.parsers.ctf.CaptureMetadata;
import io.daxtrace.parsers.ctf.CaptureWriter;
import io.daxtrace.selection.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Captures made by resampling real ones: the sync faults of one and the async faults of another, each as often as the mix wants it,
 * in a random order, and slower or faster from run to run by up to 1 %.
 */
class CompareMixTest {
    private static final Path SYNC = Path.of("../samples/daxtrace/6.1-ext4");
    private static final Path ASYNC = Path.of("../samples/trace-cmd/6.1-ext4/prealloc-load-sync.dat");
    private static final double[] FACTORS = {0.99, 0.995, 1, 1.005, 1.01};

    @RegisterExtension
    private final Printed printed = new Printed();

    @TempDir
    private Path directory;

    private final Random random = new Random(4);
    private List<Long> sync;
    private List<Long> async;

    @BeforeEach
    void read() throws Exception {
        sync = totals(SYNC, Fault.Kind.SYNC);
        async = totals(ASYNC, Fault.Kind.ASYNC);
    }

    /**
     * One sync fault to nine async ones against thirteen to twelve. The means follow from those of the two samples; at the
     * base's mix nothing differs.
     */
    @Test
    void aMeanThatRoseBecauseOfTheMixIsSaidToBeThat() throws Exception {
        captures("base", 1, 9, 1);
        captures("candidate", 13, 12, 1);
        double expected = (13 * mean(sync) + 12 * mean(async)) / 25 / ((mean(sync) + 9 * mean(async)) / 10);

        JsonNode cell = compare();
        assertThat(printed.out()).isNotEmpty();
        JsonNode mean = statistic(cell, "fault", "mean");
        assertThat(mean.get("verdict").textValue()).isEqualTo("regressed");
        assertThat(mean.get("ratio").doubleValue()).isCloseTo(expected, within(0.001));
        JsonNode share = measure(cell, "share.sync");
        assertThat(share.get("verdict").textValue()).isEqualTo("more");
        assertThat(share.get("worse").booleanValue()).isTrue();
        assertThat(share.get("base").doubleValue()).isEqualTo(0.1);
        assertThat(share.get("candidate").doubleValue()).isEqualTo(0.52);
        assertThat(share.get("difference").doubleValue()).isCloseTo(0.42, within(1e-12));
        assertThat(cell.get("standardised").get("verdict").textValue()).isEqualTo("equivalent");
        assertThat(cell.get("standardised").get("ratio").doubleValue()).isCloseTo(1, within(0.001));
        assertThat(cell.get("standardised").get("share_sync").doubleValue()).isEqualTo(0.1);

        Printed.Result text = text();
        assertThat(text.status()).isEqualTo(ExitCode.FOUND);
        String because = String.format(
                "fault mean x%.2f, all of it because 52 %% of faults were sync instead of 10 %%; sync and async latencies"
                        + " are equivalent",
                expected);
        assertThat(oneLine(text.out())).contains("; " + because + ".").contains("beside latency: 52 % of faults were");
        assertThat(oneLine(printed.run("compare", path("base"), "--with", path("candidate"), "--all")
                        .out()))
                .contains("share.sync 10 % 52 % +42.0 points")
                .contains(because);
    }

    /** Sync faults are slower by a half besides: the mix does not explain all, and what is left is said. */
    @Test
    void whatIsLeftAtTheSameMixIsSaid() throws Exception {
        captures("base", 1, 9, 1);
        captures("candidate", 13, 12, 1.5);
        double expected = (1.5 * mean(sync) + 9 * mean(async)) / (mean(sync) + 9 * mean(async));
        JsonNode cell = compare();
        assertThat(cell.get("standardised").get("verdict").textValue()).isEqualTo("regressed");
        assertThat(cell.get("standardised").get("ratio").doubleValue()).isCloseTo(expected, within(0.001));
        assertThat(oneLine(text().out()))
                .contains(String.format("but at the base's mix it would be +%.1f %%", 100 * (expected - 1)))
                .doesNotContain("all of it");
    }

    /** The other way round nothing of the mix is said, and each measure is a case of the JUnit XML. */
    @Test
    void theSameMixIsEquivalentAndFailsNothing() throws Exception {
        captures("base", 1, 9, 1);
        captures("candidate", 1, 9, 1);
        JsonNode cell = compare();
        assertThat(measure(cell, "share.sync").get("verdict").textValue()).isEqualTo("equivalent");
        assertThat(oneLine(text().out())).doesNotContain("beside latency").doesNotContain("instead of");
        Path xml = directory.resolve("out.xml");
        printed.run("compare", path("base"), "--with", path("candidate"), "--junit", xml.toString());
        var cases = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getElementsByTagName("testcase");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < cases.getLength(); i++) {
            names.add(cases.item(i).getAttributes().getNamedItem("name").getNodeValue());
        }
        assertThat(names).contains("share.sync", "rate.fault").doesNotContain("share.failed", "share.pmd");
    }

    private JsonNode compare() throws Exception {
        Path json = directory.resolve("out.json");
        printed.run("compare", path("base"), "--with", path("candidate"), "--json", json.toString());
        return new ObjectMapper()
                .readTree(json.toFile())
                .get("comparisons")
                .get(0)
                .get("cells")
                .get(0);
    }

    private Printed.Result text() {
        return printed.run("compare", path("base"), "--with", path("candidate"));
    }

    private String path(String side) {
        return directory.resolve(side).toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static JsonNode statistic(JsonNode cell, String metric, String statistic) {
        return named(named(cell.get("metrics"), metric).get("statistics"), statistic);
    }

    private static JsonNode measure(JsonNode cell, String name) {
        return named(cell.get("mix"), name);
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode node : list) {
            if (node.get("name").textValue().equals(name)) {
                return node;
            }
        }
        throw new AssertionError("no " + name);
    }

    private static double mean(List<Long> totals) {
        return totals.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    private static List<Long> totals(Path capture, Fault.Kind kind) throws IOException {
        List<Long> totals = new ArrayList<>();
        new InputReader(true).read(capture.toString(), Map.of(), Selection.ALL, new InputSink() {
            @Override
            public void input(Capture of, OperationClock clock) {}

            @Override
            public void inputEnded(Capture of) {}

            @Override
            public void fault(Fault fault) {
                assertThat(fault.kind).isEqualTo(kind);
                totals.add(fault.total);
            }

            @Override
            public void fsync(FsyncCall call) {}
        });
        assertThat(totals).hasSize(512);
        return totals;
    }

    /** Five captures, of every real fault so many times. */
    private void captures(String side, int ofSync, int ofAsync, double syncSlower) throws IOException {
        Files.createDirectory(directory.resolve(side));
        for (int run = 0; run < FACTORS.length; run++) {
            List<Fault> faults = new ArrayList<>();
            copies(sync, ofSync, Fault.Kind.SYNC, FACTORS[run] * syncSlower, faults);
            copies(async, ofAsync, Fault.Kind.ASYNC, FACTORS[run], faults);
            Collections.shuffle(faults, random);
            CaptureMetadata metadata = CaptureMetadata.of("6.1.0-56-amd64", "monotonic", 0, 4096);
            long now = 1_000_000;
            try (CaptureWriter writer =
                    new CaptureWriter(directory.resolve(side).resolve("run-" + run), metadata)) {
                for (Fault fault : faults) {
                    fault.start = now;
                    now += fault.total + 1000;
                    writer.fault(fault);
                }
            }
        }
    }

    private static void copies(List<Long> totals, int times, Fault.Kind kind, double factor, List<Fault> into) {
        for (int i = 0; i < times; i++) {
            for (long total : totals) {
                Fault fault = new Fault().clear();
                fault.kind = kind;
                fault.order = Fault.Order.PTE;
                fault.total = Math.round(total * factor);
                into.add(fault);
            }
        }
    }
}
