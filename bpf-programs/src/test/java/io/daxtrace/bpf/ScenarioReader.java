package io.daxtrace.bpf;

import io.daxtrace.bpf.Scenario.Act;
import io.daxtrace.bpf.Scenario.Actor;
import io.daxtrace.bpf.Scenario.Expectation;
import io.daxtrace.bpf.Scenario.Implementation;
import io.daxtrace.bpf.Scenario.OnFile;
import io.daxtrace.bpf.Scenario.Step;
import io.daxtrace.event.Detail;
import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.FaultFlags;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Reads the scenarios of a file. */
final class ScenarioReader {
    private static final long WHOLE = Long.MAX_VALUE;
    private static final Set<String> STAGES = Set.of("total", "map", "commit", "insert", "other");

    private final List<Scenario> scenarios = new ArrayList<>();
    private final Path file;
    private int number;

    private String name;
    private Map<String, Actor> actors;
    private Map<String, OnFile> files;
    private Map<String, String> setting;
    private Implementation only;
    private List<Step> steps;
    private List<Expectation> expected;
    /** What each thread's next fault function is called with, unless its line says otherwise. */
    private Map<String, Map<String, Long>> last;

    private ScenarioReader(Path file) {
        this.file = file;
    }

    static List<Scenario> read(Path file) throws IOException {
        ScenarioReader reader = new ScenarioReader(file);
        for (String line : Files.readAllLines(file)) {
            reader.number++;
            String text = line.replaceAll("#.*", "").strip();
            try {
                if (!text.isEmpty()) {
                    reader.line(text);
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        file.getFileName() + ": line " + reader.number + ": " + line + ": " + e.getMessage(), e);
            }
        }
        reader.end();
        return reader.scenarios;
    }

    private void line(String text) {
        String[] words = text.split(" +");
        switch (words[0]) {
            case "scenario" -> begin(text.substring(words[0].length()).strip());
            case "thread" -> thread(words);
            case "file" -> file(words);
            case "filter", "room", "kernel" -> pairs(words, 1).forEach(setting::put);
            case "detail" -> List.of(words).subList(1, words.length).forEach(detail -> setting.put(detail, "yes"));
            case "only" -> only = Implementation.of(words[1].replace(":", ""));
            case "->" -> expect(words);
            default -> step(words);
        }
    }

    private void begin(String title) {
        end();
        name = title;
        actors = new LinkedHashMap<>();
        files = new LinkedHashMap<>();
        setting = new HashMap<>();
        only = null;
        steps = new ArrayList<>();
        expected = new ArrayList<>();
        last = new HashMap<>();
        actors.put("A", new Actor("A", 101, 100, 0, 7, "alpha", false));
        actors.put("B", new Actor("B", 201, 200, 1, 8, "beta", false));
        files.put("f", new OnFile("f", 0, DeviceNumber.of(259, 0), 12, true));
    }

    private void end() {
        if (name != null) {
            scenarios.add(new Scenario(name, actors, files, setting, only, steps, expected));
        }
    }

    private void thread(String[] words) {
        Map<String, String> given = pairs(words, 2);
        Actor like = actors.getOrDefault(words[1], actors.get("A"));
        actors.put(
                words[1],
                new Actor(
                        words[1],
                        Integer.parseInt(given.getOrDefault("tid", "" + like.tid())),
                        Integer.parseInt(given.getOrDefault("pid", "" + like.pid())),
                        Integer.parseInt(given.getOrDefault("cpu", "" + like.cpu())),
                        Long.parseLong(given.getOrDefault("cgroup", "" + like.cgroup())),
                        given.getOrDefault("comm", like.comm()),
                        given.getOrDefault("kernel", "no").equals("yes")));
    }

    private void file(String[] words) {
        Map<String, String> given = pairs(words, 2);
        String[] dev = given.getOrDefault("dev", "259:0").split(":");
        files.put(
                words[1],
                new OnFile(
                        words[1],
                        files.size(),
                        DeviceNumber.of(Long.parseLong(dev[0]), Long.parseLong(dev[1])),
                        Long.parseLong(given.getOrDefault("ino", "12")),
                        !given.getOrDefault("dax", "yes").equals("no")));
    }

    private static Map<String, String> pairs(String[] words, int from) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = from; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected name=value, found " + words[i]);
            }
            pairs.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return pairs;
    }

    /** {@code THREAD TIME NAME [= RESULT] [ARGUMENT...] [!]}. */
    private void step(String[] words) {
        Actor actor = words[0].equals("-") ? null : known(actors, words[0]);
        long time = Long.parseLong(words[1]);
        String what = words[2];
        Map<String, Long> arguments = new LinkedHashMap<>();
        List<Implementation> unseenBy = new ArrayList<>();
        OnFile onFile = files.get("f");
        Act act = act(what);
        KernelFunction function = KernelFunction.ofSymbol(what);
        boolean ofFault = function == null || !function.role().isSync();
        for (int i = 3; i < words.length; i++) {
            String word = words[i];
            if (word.equals("=")) {
                act = act == Act.ENTRY ? Act.RETURN : act;
                arguments.put("result", ofFault ? bits(words[++i], FaultResult::bit) : Long.parseLong(words[++i]));
            } else if (word.startsWith("!")) {
                unseenBy.addAll(
                        word.equals("!")
                                ? List.of(Implementation.values())
                                : List.of(Implementation.of(word.substring(1))));
            } else if (files.containsKey(word)) {
                onFile = files.get(word);
            } else {
                argument(word, arguments);
            }
        }
        if (actor != null && act != Act.MOVED) {
            Map<String, Long> before = last.computeIfAbsent(actor.name(), a -> facts());
            if (ofFault) {
                arguments.forEach((word, value) -> {
                    if (before.containsKey(word)) {
                        before.put(word, value);
                    }
                });
                before.forEach(arguments::putIfAbsent);
                arguments.putIfAbsent("pgoff", arguments.get("address") >>> 12);
            } else if (act == Act.ENTRY) {
                arguments.putIfAbsent("start", 0L);
                arguments.putIfAbsent("end", WHOLE);
                arguments.putIfAbsent("datasync", 1L);
            }
        }
        steps.add(new Step(number, actor, time, act, what, onFile, arguments, unseenBy));
    }

    /** A write fault of a program in a MAP_SYNC mapping. */
    private static Map<String, Long> facts() {
        return new HashMap<>(Map.of(
                "address",
                0x7000L,
                "vm_flags",
                Event.VM_SYNC | 0xfb,
                "flags",
                FaultFlags.WRITE | FaultFlags.USER,
                "order",
                0L));
    }

    private static Act act(String what) {
        return switch (what) {
            case "accounted" -> Act.ACCOUNTED;
            case "moved" -> Act.MOVED;
            case "lost" -> Act.LOST;
            case "started", "stopped" -> Act.SWITCH;
            default -> {
                if (KernelFunction.ofSymbol(what) != null) {
                    yield Act.ENTRY;
                }
                if (EventKind.ofName(what) == null && !what.matches("sys_(enter|exit)_\\w+")) {
                    throw new IllegalArgumentException("neither a function nor a tracepoint: " + what);
                }
                yield Act.TRACEPOINT;
            }
        };
    }

    private static void argument(String word, Map<String, Long> arguments) {
        if (word.startsWith("@")) {
            arguments.put("address", Long.parseLong(word.substring(1), 16));
        } else if (word.matches("[0-9a-f]+-[0-9a-f]+")) {
            String[] range = word.split("-");
            arguments.put("start", Long.parseLong(range[0], 16));
            arguments.put("end", Long.parseLong(range[1], 16));
        } else {
            switch (word) {
                case "pte" -> arguments.put("order", 0L);
                case "pmd" -> arguments.put("order", 9L);
                case "pud" -> arguments.put("order", 18L);
                case "no-map-sync" -> arguments.put("vm_flags", 0xfbL);
                default -> {
                    String[] pair = word.split("=");
                    arguments.put(
                            pair[0],
                            pair[0].equals("flags") ? bits(pair[1], FaultFlags::bit) : Long.parseLong(pair[1]));
                }
            }
        }
    }

    /** Names joined by {@code |}, or a number. */
    private static long bits(String text, ToLongFunction<String> bit) {
        if (!Character.isLetter(text.charAt(0))) {
            return Long.decode(text);
        }
        long word = 0;
        for (String name : text.split("\\|")) {
            long value = bit.applyAsLong(name);
            if (value == 0) {
                throw new IllegalArgumentException("no such bit: " + name);
            }
            word |= value;
        }
        return word;
    }

    /** {@code -> [live|events] NOUN ...}. */
    private void expect(String[] words) {
        int at = 1;
        Implementation of = null;
        if (words[at].equals("live") || words[at].equals("events")) {
            of = Implementation.of(words[at++]);
        }
        String noun = words[at++];
        Map<String, String> fields = switch (noun) {
            case "fault" -> fault(words, at);
            case "fsync" -> fsync(words, at);
            case "lost", "dropped", "verify" -> new LinkedHashMap<>(pairs(words, at));
            default -> throw new IllegalArgumentException("neither fault, fsync, lost, dropped nor verify: " + noun);
        };
        expected.add(new Expectation(of, noun, fields));
    }

    /** {@code THREAD KIND ORDER [FILE] start=... total=...}; what a line leaves out is as in most faults. */
    private Map<String, String> fault(String[] words, int at) {
        Map<String, String> fields = new LinkedHashMap<>();
        Actor actor = known(actors, words[at]);
        fields.put("kind", words[at + 1]);
        fields.put("order", words[at + 2]);
        identify(fields, actor, words, at + 3);
        fields.putIfAbsent("address", "7000");
        fields.putIfAbsent("pgoff", Long.toString(Long.parseLong(fields.get("address"), 16) >>> 12));
        fields.putIfAbsent("flags", "WRITE|USER");
        fields.putIfAbsent("result", "NOPAGE");
        fields.putIfAbsent("fallbacks", "0");
        fields.putIfAbsent("retries", "0");
        fields.putIfAbsent("map_sync", "1");
        if (!fields.get("kind").equals("sync")) {
            fields.putIfAbsent("commit", "0");
            fields.putIfAbsent("insert", "0");
        }
        STAGES.forEach(stage -> fields.putIfAbsent(stage, "?"));
        Set<Detail> details = Scenario.details(setting);
        for (Part part : Part.values()) {
            fields.putIfAbsent(part.toString(), part.isIn(details) ? "0" : "?");
        }
        return fields;
    }

    private Map<String, String> fsync(String[] words, int at) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("cause", words[at + 1]);
        identify(fields, known(actors, words[at]), words, at + 2);
        fields.putIfAbsent("result", "0");
        fields.putIfAbsent("range", "0-" + Long.toHexString(WHOLE));
        fields.putIfAbsent("datasync", "1");
        return fields;
    }

    private void identify(Map<String, String> fields, Actor actor, String[] words, int from) {
        fields.put("tid", Integer.toString(actor.tid()));
        fields.put("pid", Integer.toString(actor.pid()));
        fields.put("comm", actor.comm());
        fields.put("cgroup", Long.toString(actor.cgroup()));
        fields.put("cpu", Integer.toString(actor.cpu()));
        OnFile onFile = files.get("f");
        for (int i = from; i < words.length; i++) {
            if (words[i].startsWith("@")) {
                fields.put("address", words[i].substring(1));
            } else if (files.containsKey(words[i])) {
                onFile = files.get(words[i]);
            } else if (words[i].matches("[0-9a-f]+-[0-9a-f]+")) {
                fields.put("range", words[i]);
            } else {
                int equals = words[i].indexOf('=');
                fields.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
        }
        fields.put("dev", DeviceNumber.toString(onFile.dev()));
        fields.put("ino", Long.toString(onFile.ino()));
    }

    private static <T> T known(Map<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("not declared: " + name);
        }
        return found;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
