package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.bpf.Scenario.Implementation;
import io.daxtrace.event.Capture;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Part;
import io.daxtrace.faults.FaultAssembler;
import io.daxtrace.faults.promise.PromiseAccount;
import io.daxtrace.faults.promise.PromiseCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The scenarios in src/test/resources, on the three that know the protocol of a fault: the BPF programs (compiled for this
 * machine), FaultAssembler, and PromiseCheck.
 */
class ScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/daxtrace/bpf/scenarios");
    private static final Map<String, AtomicInteger> PASSED = new TreeMap<>();

    @AfterAll
    static void print() {
        PASSED.forEach((who, count) -> System.out.println("scenarios passed on " + who + ": " + count));
    }

    private static List<Scenario> scenarios() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.sorted().filter(f -> f.toString().endsWith(".txt")).toList()) {
                scenarios.addAll(ScenarioReader.read(file));
            }
        }
        return scenarios;
    }

    @TestFactory
    @Tag("native")
    Stream<DynamicTest> theBpfPrograms() throws IOException, InterruptedException {
        Path programs = NativePrograms.compiledFor("SCENARIOS");
        if (programs == null) {
            return Stream.empty();
        }
        return scenarios().stream()
                .filter(s -> s.isFor(Implementation.LIVE))
                .flatMap(s -> Stream.of(Rung.FENTRY, Rung.KPROBE)
                        .map(rung -> test(s, "the BPF programs by " + rung, () -> live(s, programs, rung))));
    }

    @TestFactory
    Stream<DynamicTest> faultAssembler() throws IOException {
        return scenarios().stream()
                .filter(s -> s.isFor(Implementation.EVENTS))
                .map(s -> test(s, "FaultAssembler", () -> assembled(s)));
    }

    @TestFactory
    Stream<DynamicTest> promiseCheck() throws IOException {
        return scenarios().stream()
                .filter(s -> s.isFor(Implementation.EVENTS))
                .map(s -> test(s, "PromiseCheck", () -> verified(s)));
    }

    private interface Body {
        void run() throws IOException, InterruptedException;
    }

    private static DynamicTest test(Scenario scenario, String who, Body body) {
        return DynamicTest.dynamicTest(scenario.name() + ": " + who, () -> {
            body.run();
            PASSED.computeIfAbsent(who, w -> new AtomicInteger()).incrementAndGet();
        });
    }

    private static void live(Scenario scenario, Path programs, Rung rung) throws IOException, InterruptedException {
        String who = "the BPF programs by " + rung;
        NativePrograms.Result result = NativePrograms.run(programs, scenario, rung);
        same(scenario, who, "fault", scenario.expected(Implementation.LIVE, "fault"), result.observed.faults);
        same(scenario, who, "fsync", scenario.expected(Implementation.LIVE, "fsync"), result.observed.fsyncs);
        lost(scenario, who, Implementation.LIVE, result.lost);
        same(scenario, who, "dropped", merged(scenario, Implementation.LIVE, "dropped"), result.dropped);
        assertThat(result.states)
                .as(scenario.name() + ": threads that still have a state")
                .isEqualTo(Integer.parseInt(scenario.setting("left", "0")));
        if (!result.lost.containsKey("ring_full")) {
            assertThat(result.histograms)
                    .as(scenario.name() + ": " + who + ": histograms")
                    .isEqualTo(histograms(result.observed));
        }
        same(
                scenario,
                "PromiseCheck on the records of " + who,
                "verify",
                merged(scenario, Implementation.LIVE, "verify"),
                account(result.promises.finish()));
    }

    private static void assembled(Scenario scenario) {
        Capture capture = new Capture(scenario.name());
        Observed observed = new Observed();
        FaultAssembler assembler = new FaultAssembler(capture, observed);
        EventPlayer.play(scenario, assembler);
        assembler.finish();
        same(
                scenario,
                "FaultAssembler",
                "fault",
                withoutCgroup(scenario.expected(Implementation.EVENTS, "fault")),
                observed.faults);
        same(
                scenario,
                "FaultAssembler",
                "fsync",
                withoutCgroup(scenario.expected(Implementation.EVENTS, "fsync")),
                observed.fsyncs);
        lost(scenario, "FaultAssembler", Implementation.EVENTS, Observed.lost(capture.loss()));
    }

    private static void verified(Scenario scenario) {
        PromiseCheck check = new PromiseCheck(new Capture(scenario.name()), 4096);
        EventPlayer.play(scenario, check);
        same(
                scenario,
                "PromiseCheck",
                "verify",
                merged(scenario, Implementation.EVENTS, "verify"),
                account(check.finish()));
    }

    private static Map<String, String> account(PromiseAccount account) {
        NavigableMap<String, String> fields = new TreeMap<>();
        Observed.put(fields, "kept", account.kept());
        Observed.put(fields, "broken", account.broken());
        Observed.put(fields, "unknown", account.unknown());
        return fields;
    }

    /** No event tells a thread's cgroup. */
    private static List<Map<String, String>> withoutCgroup(List<Map<String, String>> expected) {
        return expected.stream()
                .map(fields -> {
                    Map<String, String> copy = new LinkedHashMap<>(fields);
                    copy.put("cgroup", "?");
                    return copy;
                })
                .toList();
    }

    private static NavigableMap<String, String> merged(Scenario scenario, Implementation of, String noun) {
        NavigableMap<String, String> fields = new TreeMap<>();
        scenario.expected(of, noun).forEach(fields::putAll);
        return fields;
    }

    private static void lost(Scenario scenario, String who, Implementation of, Map<String, String> found) {
        same(scenario, who, "lost", merged(scenario, of, "lost"), found);
    }

    private static void same(
            Scenario scenario,
            String who,
            String noun,
            List<Map<String, String>> expected,
            List<Map<String, String>> found) {
        assertThat(found)
                .as("%s: %s: number of %ss; found %s", scenario.name(), who, noun, found)
                .hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            same(scenario, who, noun + " " + (i + 1), expected.get(i), found.get(i));
        }
    }

    private static void same(
            Scenario scenario, String who, String what, Map<String, String> expected, Map<String, String> found) {
        List<String> differences = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(expected);
        found.forEach(all::putIfAbsent);
        for (String field : all.keySet()) {
            String wanted = expected.getOrDefault(field, "nothing");
            String got = found.getOrDefault(field, "nothing");
            if (!wanted.equals(got)) {
                differences.add(field + ": expected " + wanted + ", found " + got);
            }
        }
        assertThat(differences)
                .as("scenario \"%s\": %s: %s: all of it %s", scenario.name(), who, what, found)
                .isEmpty();
    }

    /** What the kernel's histograms have to hold by the records that were sent. */
    static Map<String, String> histograms(Observed observed) {
        Map<Integer, List<Long>> values = new TreeMap<>();
        Map<Integer, List<Long>> partValues = new TreeMap<>();
        for (Map<String, String> fault : observed.faults) {
            switch (fault.get("kind")) {
                case "sync" -> {
                    add(values, LiveRow.FAULT_SYNC, fault, "total");
                    add(values, LiveRow.STAGE_MAP, fault, "map");
                    add(values, LiveRow.STAGE_COMMIT, fault, "commit");
                    add(values, LiveRow.STAGE_INSERT, fault, "insert");
                    add(values, LiveRow.STAGE_OTHER, fault, "other");
                    parts(partValues, fault);
                }
                case "async" -> add(values, LiveRow.FAULT_ASYNC, fault, "total");
                default -> {}
            }
        }
        for (Map<String, String> call : observed.fsyncs) {
            int cause = FsyncCall.Cause.valueOf(call.get("cause").toUpperCase(Locale.ROOT))
                    .ordinal();
            values.computeIfAbsent(LiveRow.FSYNC + cause, m -> new ArrayList<>())
                    .add(Long.parseLong(call.get("duration")));
        }
        Map<String, String> texts = new HashMap<>();
        texts(values, "0 ", texts);
        texts(partValues, "0 part ", texts);
        return texts;
    }

    private static void texts(Map<Integer, List<Long>> values, String prefix, Map<String, String> texts) {
        values.forEach((metric, all) -> texts.put(
                prefix + metric,
                all.size() + " " + all.stream().mapToLong(v -> v).sum() + " "
                        + all.stream().mapToLong(v -> v).min().orElse(0) + " "
                        + all.stream().mapToLong(v -> v).max().orElse(0)));
    }

    private static void parts(Map<Integer, List<Long>> values, Map<String, String> fault) {
        Map<Part.Stage, Long> rests = new EnumMap<>(Part.Stage.class);
        for (Part part : Part.values()) {
            String time = fault.get(part.toString());
            if (!time.equals("?")) {
                add(values, part.ordinal(), fault, part.toString());
                rests.merge(
                        part.stage(),
                        Long.parseLong(fault.get(part.stage().word())) - Long.parseLong(time),
                        (a, b) -> a - Long.parseLong(time));
            }
        }
        rests.forEach((stage, rest) -> values.computeIfAbsent(LiveRow.restOf(stage), m -> new ArrayList<>())
                .add(rest));
    }

    private static void add(Map<Integer, List<Long>> values, int metric, Map<String, String> fault, String field) {
        values.computeIfAbsent(metric, m -> new ArrayList<>()).add(Long.parseLong(fault.get(field)));
    }
}
