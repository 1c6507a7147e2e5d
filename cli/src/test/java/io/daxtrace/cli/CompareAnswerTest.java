package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads first of kernel 6.1 against 6.12, held number by number against the JSON of the same comparison. */
class CompareAnswerTest {
    private static final String CHANGE = "[-+]?(x?[0-9.]+)%?";
    private static final Pattern CELL = Pattern.compile("([A-Za-z]+)(?: (>?[0-9]+))? ([↑↓])(x[0-9.]+|[0-9.]+%)");
    private static final Pattern DETAIL = Pattern.compile("(.+?) +(p50|p90|p99|mean) +([0-9.]+)(us|ms) ±([0-9]+)%"
            + " +([0-9.]+)(us|ms) ±([0-9]+)% +(" + CHANGE + ") +\\[(" + CHANGE + "), (" + CHANGE
            + ")\\]  ([A-Za-z]+)(?: (>?[0-9]+))?");

    @RegisterExtension
    private final Printed printed = new Printed();

    @TempDir
    private Path directory;

    private List<String> lines;
    private JsonNode comparison;

    @ParameterizedTest
    @CsvSource({"ext4, 8, 6", "xfs, 8, 0", "ext4 xfs, 16, 6"})
    void everyNumberOfTheTextIsTheJsons(String filesystems, int workloads, int regressed) throws Exception {
        compare(filesystems.split(" "));
        assertThat(lines).hasSizeLessThanOrEqualTo(40).allMatch(line -> line.length() <= 100);
        Map<String, JsonNode> cells = cells();
        assertThat(cells).hasSize(workloads);

        int heading = 0;
        while (!lines.get(heading).contains(" sync ")) {
            heading++;
        }
        String[] statistics =
                lines.get(heading).replaceAll(".* sync +", "").strip().split(" +");
        assertThat(statistics).containsExactlyInAnyOrder("p50", "p90", "p99", "mean");
        for (int row = heading + 1; row <= heading + workloads; row++) {
            checkRow(lines.get(row), statistics, cells);
        }
        int blank = lines.indexOf("");
        checkFarOut(lines.get(blank - 1), cells);
        checkDetails(lines.subList(blank + 2, lines.size()), cells);
        checkAnswer(String.join(" ", lines.subList(0, heading)), workloads, regressed);
    }

    private void checkRow(String line, String[] statistics, Map<String, JsonNode> cells) {
        String name = cells.keySet().stream()
                .filter(key -> line.replaceAll(" +", " ").startsWith(key + " "))
                .findFirst()
                .orElseThrow();
        Matcher text = CELL.matcher(line);
        for (String statistic : statistics) {
            assertThat(text.find()).as("%s of %s", statistic, line).isTrue();
            JsonNode json = statistic(cells.get(name), statistic);
            checkVerdict(text.group(1), text.group(2), json);
            double ratio = json.get("ratio").doubleValue();
            assertThat(text.group(3)).isEqualTo(ratio >= 1 ? "↑" : "↓");
            checkChange((ratio >= 1 ? "+" : "-") + text.group(4), ratio);
        }
        assertThat(text.find()).isFalse();
    }

    private static void checkVerdict(String verdict, String runs, JsonNode json) {
        boolean decided = json.get("reason").isNull();
        assertThat(verdict.toLowerCase(Locale.ROOT))
                .isEqualTo(json.get(decided ? "verdict" : "reason").textValue());
        JsonNode needed = json.get("runs_to_decide");
        assertThat(runs != null).isEqualTo(!needed.isNull());
        assertThat(needed.isNull()).isEqualTo(decided || verdict.equals("resolution"));
        if (runs != null) {
            assertThat(needed.get("spread").textValue()).isEqualTo("measured");
            checkRuns(runs, needed.get("runs"));
        }
    }

    private static void checkRuns(String text, JsonNode json) {
        if (json.isNull()) {
            assertThat(text).isEqualTo(">1000");
        } else {
            assertThat(text).isEqualTo(json.asText());
        }
    }

    /** As exact as it is printed: a tenth of a per cent, or the digits of a factor. */
    private static void checkChange(String text, double ratio) {
        String number = text.replaceAll("[-+x%]", "");
        double half = 0.5 * Math.pow(10, number.contains(".") ? number.indexOf('.') + 1 - number.length() : 0) * 1.0001;
        double value = Double.parseDouble(number);
        if (text.contains("x")) {
            assertThat(value).isCloseTo(ratio, within(half));
        } else {
            assertThat(text.startsWith("-") ? -value : value).isCloseTo(100 * (ratio - 1), within(half));
        }
    }

    private static void checkDetails(List<String> details, Map<String, JsonNode> cells) {
        List<String> open = new ArrayList<>();
        for (String line : details) {
            Matcher text = DETAIL.matcher(line);
            assertThat(text.matches()).as(line).isTrue();
            String name = text.group(1).replaceAll(" +", " ");
            open.add(name);
            JsonNode json = statistic(cells.get(name), text.group(2));
            checkSide(text.group(3), text.group(4), text.group(5), json.get("base"));
            checkSide(text.group(6), text.group(7), text.group(8), json.get("candidate"));
            checkChange(text.group(9), json.get("ratio").doubleValue());
            checkChange(text.group(11), json.get("interval").get("lo").doubleValue());
            checkChange(text.group(13), json.get("interval").get("hi").doubleValue());
            checkVerdict(text.group(15), text.group(16), json);
        }
        // one line a workload that is not equivalent, and none of the others
        List<String> expected = new ArrayList<>();
        cells.forEach((name, cell) -> {
            if (!metric(cell).get("verdict").textValue().equals("equivalent")) {
                expected.add(name);
            }
        });
        assertThat(open).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void checkSide(String value, String unit, String spread, JsonNode side) {
        double nanoseconds = Double.parseDouble(value) * (unit.equals("us") ? 1e3 : 1e6);
        assertThat(nanoseconds).isCloseTo(side.get("value").doubleValue(), within(nanoseconds * 0.5e-3));
        assertThat(Double.parseDouble(spread))
                .isCloseTo(100 * side.get("spread").doubleValue(), within(0.5001));
    }

    /** p99.9 of 512 latencies is the largest: the runs have to be longer. */
    private static void checkFarOut(String line, Map<String, JsonNode> cells) {
        List<Integer> runs = new ArrayList<>();
        for (JsonNode cell : cells.values()) {
            JsonNode needed = statistic(cell, "p99.9").get("runs_to_decide");
            assertThat(needed.get("latencies").intValue()).isEqualTo(10_000);
            runs.add(needed.get("runs").asInt(1001));
        }
        int most = runs.stream().max(Integer::compare).orElseThrow();
        assertThat(line)
                .isEqualTo("p99.9 decides nowhere (tail-n): it takes 10,000 latencies a run, and then "
                        + runs.stream().min(Integer::compare).orElseThrow() + " to " + (most > 1000 ? ">1000" : most)
                        + " runs a side");
    }

    private void checkAnswer(String text, int workloads, int regressed) {
        JsonNode answer = comparison.get("answer");
        assertThat(text).startsWith(answer.get("text").textValue() + " base: ").contains("; 5 runs a side");
        assertThat(answer.get("workloads").intValue()).isEqualTo(workloads);
        assertThat(answer.get("regressed").intValue()).isEqualTo(regressed);
        JsonNode undecided = answer.get("undecided");
        assertThat(text)
                .contains(answer.get("inconclusive").intValue() + " undecided for ")
                .contains(undecided.get("least_runs_to_decide").intValue() + " to ");
        if (regressed == 0) {
            assertThat(text).startsWith("No regression found: ");
            assertThat(answer.get("worst").isNull()).isTrue();
            return;
        }
        JsonNode worst = answer.get("worst");
        Matcher shown = Pattern.compile(regressed + " of " + workloads
                        + " workloads regressed, worst (.*): (\\S+) (\\S+) (" + CHANGE + ") % \\[(" + CHANGE + ") %, ("
                        + CHANGE + ") %\\];.*")
                .matcher(text);
        assertThat(shown.matches()).as(text).isTrue();
        for (String label : shown.group(1).split(" ")) {
            String[] pair = label.split("=");
            assertThat(worst.get("key").get(pair[0]).textValue()).isEqualTo(pair[1]);
        }
        assertThat(shown.group(2)).isEqualTo(worst.get("metric").textValue());
        assertThat(shown.group(3)).isEqualTo(worst.get("statistic").textValue());
        checkChange(shown.group(4), worst.get("ratio").doubleValue());
        checkChange(shown.group(6), worst.get("interval").get("lo").doubleValue());
        checkChange(shown.group(8), worst.get("interval").get("hi").doubleValue());
    }

    /** The pages show what is printed. */
    @Test
    void thePagesShowWhatIsPrinted() throws Exception {
        compare(new String[] {"ext4"});
        List<String> indented =
                lines.stream().map(line -> line.isEmpty() ? "" : "    " + line).toList();
        assertThat(Files.readString(Path.of("..", "docs", "comparison.md")))
                .contains("\n\n" + String.join("\n", indented) + "\n\n");
        assertThat(Files.readString(Path.of("..", "README.md")))
                .contains("\n\n" + String.join("\n", indented.subList(0, indented.indexOf(""))) + "\n\n");
    }

    /** What is equivalent or does not decide is printed with --all, and the names of its runs are short. */
    @Test
    void allOfItIsPrintedWhenAskedFor() {
        String all = printed.run("compare", "--all", sample("6.1", "xfs"), "--with", sample("6.12", "xfs"))
                .out();
        assertThat(all.lines().filter(line -> line.startsWith("fs=xfs file="))).hasSize(8);
        assertThat(all)
                .contains("\n  base: 5 runs: 6.1-xfs.json (bench /mnt/xfs, File preallocated")
                .contains("beside: A12 ")
                .containsPattern("p99.9 +19.64us ±1 % .* inconclusive \\(tail-n\\) +6\\* ");
        assertThat(all.lines().toList()).hasSizeGreaterThan(100);
    }

    @Test
    void junitHasTheSameAnswer() throws Exception {
        Path xml = directory.resolve("out.xml");
        compare(new String[] {"ext4"}, "--junit", xml.toString());
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
        assertThat(document.getDocumentElement().getAttribute("name"))
                .isEqualTo(comparison.get("answer").get("text").textValue());
        var skipped = document.getElementsByTagName("skipped");
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < skipped.getLength(); i++) {
            messages.add(skipped.item(i).getAttributes().getNamedItem("message").getNodeValue());
        }
        int runs = statistic(cells().get("prealloc copy no"), "mean")
                .get("runs_to_decide")
                .get("runs")
                .intValue();
        assertThat(messages)
                .anyMatch(message -> message.startsWith("user.fault mean is undecided: runs scatter too much")
                        && message.endsWith("; " + runs + " runs a side would decide it."));
    }

    private void compare(String[] filesystems, String... more) throws IOException {
        Path json = directory.resolve("out.json");
        List<String> arguments = new ArrayList<>(List.of("compare", "--json", json.toString()));
        arguments.addAll(List.of(more));
        Stream.of(filesystems).map(fs -> sample("6.1", fs)).forEach(arguments::add);
        arguments.add("--with");
        Stream.of(filesystems).map(fs -> sample("6.12", fs)).forEach(arguments::add);
        lines = printed.run(arguments.toArray(String[]::new)).out().lines().toList();
        comparison =
                new ObjectMapper().readTree(json.toFile()).get("comparisons").get(0);
    }

    private static String sample(String kernel, String filesystem) {
        return CaptureFiles.sample("kernels/" + kernel + "-" + filesystem + ".json");
    }

    /** By the labels in which they differ, as the table names them. */
    private Map<String, JsonNode> cells() {
        boolean one = comparison.get("cells").size() == 8;
        Map<String, JsonNode> cells = new HashMap<>();
        for (JsonNode cell : comparison.get("cells")) {
            JsonNode key = cell.get("key");
            String name = key.get("file").textValue() + " " + key.get("load").textValue() + " "
                    + key.get("sync").textValue();
            cells.put(one ? name : key.get("fs").textValue() + " " + name, cell);
        }
        return cells;
    }

    private static JsonNode metric(JsonNode cell) {
        assertThat(cell.get("metrics")).hasSize(1);
        return cell.get("metrics").get(0);
    }

    private static JsonNode statistic(JsonNode cell, String name) {
        for (JsonNode statistic : metric(cell).get("statistics")) {
            if (statistic.get("name").textValue().equals(name)) {
                return statistic;
            }
        }
        throw new AssertionError("no " + name);
    }
}
