package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the time of stages goes, in real captures by daxtrace record --detail all and by trace-cmd. */
class PartsCommandTest {
    private static final String OURS =
            CaptureFiles.SAMPLES.resolve("daxtrace/6.1-ext4-detail").toString();
    private static final String THEIRS = CaptureFiles.sample("trace-cmd/6.1-ext4/detail.dat");
    private static final Map<String, List<String>> STAGES = Map.of(
            "commit", List.of("writeback", "journal", "flush", "rest"),
            "map", List.of("handle", "entry", "rest"),
            "other", List.of("handle", "rest"));

    @RegisterExtension
    private final Printed printed = new Printed();

    /** The golden is from src/test/oracle/parts-of-report, which asks of each call in trace-cmd's report what it lies in. */
    @Test
    void thePartsAreThoseOfTheOracle() throws IOException {
        Map<String, Long> sums = sums(THEIRS);
        for (String line : Files.readAllLines(Path.of("src/test/resources/captures/parts-samples.tsv"))) {
            String[] part = line.split("\t");
            assertThat(sums).as(part[0]).containsEntry("stage." + part[0], Long.parseLong(part[1]));
        }
    }

    @Test
    void thePartsOfAStageAndItsRestAddUpToIt() throws IOException {
        for (String capture : List.of(OURS, THEIRS)) {
            Map<String, Long> sums = sums(capture);
            STAGES.forEach((stage, parts) -> assertThat(parts.stream()
                            .mapToLong(part -> sums.get("stage." + stage + "." + part))
                            .sum())
                    .as(capture + ": " + stage)
                    .isEqualTo(sums.get("stage." + stage)));
        }
    }

    /** 101.0 of 114.2 ms, both from the JSON. */
    @Test
    void theTreeShowsTheSharesOfTheParts() throws IOException {
        Map<String, Long> sums = sums(OURS);
        printed.forgetOut();
        assertThat(Main.execute("analyze", "--quiet", OURS)).isZero();
        assertThat(100.0 * sums.get("stage.commit.journal") / sums.get("fault.sync"))
                .isBetween(88.35, 88.45);
        assertThat(printed.out()).contains("  commit        89.7 %").contains("    journal     88.4 %       101.0ms");
    }

    /** Both sums are from the JSON, the numbers of the sentence by hand from them. */
    @Test
    void whatTakesTheTimeIsAFinding() throws IOException {
        Map<String, Long> sums = sums(OURS);
        JsonNode findings = new ObjectMapper().readTree(printed.out()).get("findings");
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).get("kind").textValue()).isEqualTo("journal");
        assertThat(findings.get(0).get("faults").intValue()).isEqualTo(512);
        assertThat(findings.get(0).get("share").doubleValue())
                .isEqualTo((double) sums.get("stage.commit.journal") / sums.get("fault.sync"));
        String sentence = "sync faults spend 88.4 % of their time waiting for the filesystem's journal to commit:"
                + " 197.3us each, on average";
        assertThat(findings.get(0).get("text").textValue()).isEqualTo(sentence);
        printed.forgetOut();
        assertThat(Main.execute("analyze", "--quiet", OURS)).isZero();
        assertThat(printed.out()).contains("\nfinding: " + sentence + "\n");
    }

    @Test
    void thePageHasSharesAndFinding() {
        assertThat(Main.execute("analyze", "--quiet", "--format", "html", OURS)).isZero();
        assertThat(printed.out())
                .containsPattern("commit\\.writeback</th>\\s*<td>0\\.2 %</td>")
                .containsPattern("commit\\.journal</th>\\s*<td>88\\.4 %</td>")
                .containsPattern("commit\\.flush</th>\\s*<td>0\\.0 %</td>")
                .containsPattern("commit\\.rest</th>\\s*<td>1\\.0 %</td>")
                .contains("waiting for the filesystem&#39;s journal to commit: 197.3us each, on average");
    }

    @Test
    void aCaptureWithoutThemHasNone() throws IOException {
        assertThat(sums(CaptureFiles.sample("trace-cmd/6.1-ext4/empty-idle-sync.dat"))
                        .keySet())
                .noneMatch(name -> name.startsWith("stage.commit."));
        assertThat(new ObjectMapper().readTree(printed.out()).get("findings")).isEmpty();
    }

    private Map<String, Long> sums(String capture) throws IOException {
        printed.forgetOut();
        assertThat(Main.execute("analyze", "--quiet", "--format", "json", capture))
                .isZero();
        Map<String, Long> sums = new TreeMap<>();
        for (JsonNode metric :
                new ObjectMapper().readTree(printed.out()).get("groups").get(0).get("metrics")) {
            sums.put(metric.get("name").textValue(), metric.get("sum").longValue());
        }
        return sums;
    }
}
