package io.daxtrace.bpf;

import com.sun.jna.Memory;
import io.daxtrace.bpf.Scenario.Act;
import io.daxtrace.bpf.Scenario.Actor;
import io.daxtrace.bpf.Scenario.Implementation;
import io.daxtrace.bpf.Scenario.Step;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.event.Part;
import io.daxtrace.faults.promise.PromiseCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The BPF programs, compiled for this machine by src/test/native/scenario.c, and what they make of a scenario. */
final class NativePrograms {
    private static final HexFormat HEX = HexFormat.of();
    private static final Path SOURCES = Path.of("src/test/native");
    private static final Path BINARY = Path.of("target/scenario");

    /** System calls as x86-64 numbers them; outside of one the number is -1. */
    private static final Map<String, Integer> SYSCALLS =
            Map.of("fsync", 74, "fdatasync", 75, "msync", 26, "pwrite64", 18, "read", 0);

    /** include/linux/sched.h */
    private static final int PF_KTHREAD = 0x0020_0000;

    private NativePrograms() {}

    /** Compiles them, or says what could not be run on them; null then, and a failure in CI. */
    static Path compiledFor(String what) throws IOException, InterruptedException {
        Path programs = compile();
        if (programs == null && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("no C compiler: install the package gcc or clang");
        }
        if (programs == null) {
            System.err.println(
                    what + " NOT RUN ON THE BPF PROGRAMS: there is no C compiler; install the package gcc or clang");
        }
        return programs;
    }

    /** Compiles them by the first compiler there is; null where there is none. */
    private static Path compile() throws IOException, InterruptedException {
        for (String compiler : List.of("gcc", "clang", "clang-14")) {
            Process process;
            try {
                process = new ProcessBuilder(
                                compiler,
                                "-std=gnu11",
                                "-O1",
                                "-g",
                                "-Wno-attributes",
                                "-I" + SOURCES,
                                "-I../parsers/src/main/resources/io/daxtrace/event",
                                "-rdynamic",
                                SOURCES.resolve("scenario.c").toString(),
                                "-ldl",
                                "-o",
                                BINARY.toString())
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException e) {
                continue; // not installed
            }
            String messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(compiler + ": " + messages);
            }
            return BINARY;
        }
        return null;
    }

    /** What came out of a run. */
    static final class Result {
        final Observed observed = new Observed();
        /** MAP_SYNC's promise, checked on the records as verify does on a capture of ours. */
        final PromiseCheck promises = new PromiseCheck(new Capture("live"), 4096);

        final NavigableMap<String, String> lost = new TreeMap<>();
        /** Whether filters dropped something: 1, or absent. */
        final NavigableMap<String, String> dropped = new TreeMap<>();
        /** "ROW METRIC" to "count sum min max". */
        final Map<String, String> histograms = new HashMap<>();
        /** "ROW" to "failed pte pmd fallbacks retries". */
        final Map<String, String> faultCounts = new HashMap<>();

        int states;
    }

    static Result run(Path binary, Scenario scenario, Rung rung) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(binary.toString()).start();
        try (OutputStream script = process.getOutputStream()) {
            script.write(script(scenario, rung).getBytes(StandardCharsets.US_ASCII));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(scenario.name() + ": status " + process.exitValue() + ": " + errors);
        }
        Result result = new Result();
        RecordDecoder decoder = new RecordDecoder(both(result.observed, result.promises.faults()), parts(scenario));
        output.lines().forEach(line -> take(line.split(" "), result, decoder));
        return result;
    }

    private static FaultSink both(FaultSink first, FaultSink second) {
        return new FaultSink() {
            @Override
            public void fault(Fault fault) {
                first.fault(fault);
                second.fault(fault);
            }

            @Override
            public void fsync(FsyncCall call) {
                first.fsync(call);
                second.fsync(call);
            }
        };
    }

    private static void take(String[] words, Result result, RecordDecoder decoder) {
        switch (words[0]) {
            case "record" -> {
                byte[] bytes = HEX.parseHex(words[1]);
                ByteBuffer data = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder());
                data.put(bytes);
                decoder.record(data, 0, bytes.length);
            }
            case "counters" -> {
                ByteBuffer data = ByteBuffer.wrap(HEX.parseHex(words[1])).order(ByteOrder.nativeOrder());
                Observed.put(result.lost, "ring_full", data.getLong(Counters.RING_FULL));
                Observed.put(result.lost, "map_full", data.getLong(Counters.MAP_FULL));
                Observed.put(result.lost, "unmatched_entries", data.getLong(Counters.UNMATCHED_ENTRIES));
                Observed.put(result.lost, "unmatched_returns", data.getLong(Counters.UNMATCHED_RETURNS));
                Observed.put(result.lost, "clamped", data.getLong(Counters.CLAMPED));
                Observed.put(result.lost, "lost_faults", data.getLong(Counters.LOST_FAULTS));
                Observed.put(result.lost, "keys_full", data.getLong(Counters.KEYS_FULL));
                Observed.put(result.dropped, "filtered", data.getInt(Counters.FILTERED));
                Observed.put(result.dropped, "too_short", data.getInt(Counters.TOO_SHORT));
            }
            case "states" -> result.states = Integer.parseInt(words[1]);
            case "histogram" ->
                result.histograms.put(
                        words[1] + " " + words[2],
                        String.join(" ", List.of(words).subList(3, 7)));
            case "part" ->
                result.histograms.put(
                        words[1] + " part " + words[2],
                        String.join(" ", List.of(words).subList(3, 7)));
            case "faults" ->
                result.faultCounts.put(words[1], String.join(" ", List.of(words).subList(2, 7)));
            default -> throw new IllegalStateException(String.join(" ", words));
        }
    }

    private static String script(Scenario scenario, Rung rung) {
        List<String> lines = new ArrayList<>();
        lines.add("config " + config(scenario));
        boolean orders = scenario.setting("sizes", "orders").equals("orders");
        lines.add("orders " + (orders ? 1 : 0));
        lines.add("room " + scenario.setting("threads", "8192") + " " + scenario.setting("records", "1000000"));
        lines.add("enabled " + (scenario.setting("started", "yes").equals("yes") ? 1 : 0));
        Map<String, Integer> syscalls = new HashMap<>();
        Map<String, Integer> accounted = new HashMap<>();
        Map<String, Integer> cpus = new HashMap<>();
        for (Step step : scenario.steps()) {
            if (step.actor() != null) {
                String actor = step.actor().name();
                switch (step.act()) {
                    case ACCOUNTED -> accounted.merge(actor, 1, Integer::sum);
                    case MOVED -> cpus.put(actor, (int) step.argument("cpu"));
                    default -> {
                        if (step.name().startsWith("sys_enter_")) {
                            syscalls.put(actor, SYSCALLS.get(step.name().substring(10)));
                        } else if (step.name().startsWith("sys_exit_")) {
                            syscalls.remove(actor);
                        }
                    }
                }
                if (step.isSeenBy(Implementation.LIVE)) {
                    String call = call(step, rung, orders);
                    if (call != null) {
                        lines.add(thread(
                                step.actor(),
                                cpus.getOrDefault(actor, step.actor().cpu()),
                                syscalls.getOrDefault(actor, -1),
                                accounted.getOrDefault(actor, 0)));
                        lines.add(call);
                    }
                }
            } else if (step.act() == Act.SWITCH) {
                lines.add("enabled " + (step.name().equals("started") ? 1 : 0));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String config(Scenario scenario) {
        TraceFilter filter = new TraceFilter(
                Integer.parseInt(scenario.setting("pid", "-1")),
                Integer.parseInt(scenario.setting("tid", "-1")),
                scenario.setting("comm", null),
                Long.parseLong(scenario.setting("cgroup", "-1")),
                0,
                scenario.setting("device", null) == null
                        ? -1
                        : scenario.files().get(scenario.setting("device", null)).dev(),
                Long.parseLong(scenario.setting("inode", "-1")),
                Long.parseLong(scenario.setting("min_latency", "0")));
        TraceOptions options = new TraceOptions(filter, true, 1 << 20, true, 0, 1, scenario.details());
        Memory memory = new Memory(ConfigLayout.SIZE);
        ConfigLayout.write(
                memory,
                options,
                parts(scenario),
                true,
                scenario.setting("insert", "traced").equals("traced"));
        return HEX.formatHex(memory.getByteArray(0, ConfigLayout.SIZE));
    }

    /** A kernel that has all their functions. */
    private static Set<Part> parts(Scenario scenario) {
        return Stream.of(Part.values())
                .filter(part -> part.isIn(scenario.details()))
                .collect(Collectors.toSet());
    }

    private static String thread(Actor actor, int cpu, int syscall, int accounted) {
        return String.join(
                " ",
                "thread",
                "" + actor.tid(),
                "" + actor.pid(),
                "" + cpu,
                "" + actor.cgroup(),
                HEX.formatHex(actor.comm().getBytes(StandardCharsets.UTF_8)),
                "" + syscall,
                "" + accounted,
                "" + (actor.kernel() ? PF_KTHREAD : 0));
    }

    /** Whether a program of ours runs there. */
    static boolean runsAt(Step step) {
        return step.actor() != null && call(step, Rung.FENTRY, true) != null;
    }

    /** A line for the program that runs there; null where none does. */
    private static String call(Step step, Rung rung, boolean orders) {
        KernelFunction function = KernelFunction.ofSymbol(step.name());
        if (step.act() == Act.TRACEPOINT) {
            return step.name().startsWith("dax_insert_pfn_mkwrite")
                    ? "return " + step.name() + "__tracepoint " + step.time() + " 2 " + step.argument("result")
                    : null;
        }
        if (function == null || function.role() == Role.FINISH || function.role() == Role.WRAPPER) {
            return null;
        }
        if (step.act() == Act.RETURN) {
            return String.join(
                    " ",
                    "return",
                    step.name() + "__" + rung.exit(),
                    "" + step.time(),
                    "" + function.arguments(),
                    "" + step.argument("result"));
        }
        String program = step.name() + "__" + rung.entry() + " " + step.time();
        int dax = step.file().dax() ? 1 : 0;
        if (step.has("start")) {
            return String.join(
                    " ",
                    "fsync",
                    program,
                    "" + step.file().number(),
                    "" + step.file().ino(),
                    "" + step.file().dev(),
                    "" + dax,
                    "" + step.argument("start"),
                    "" + step.argument("end"),
                    "" + step.argument("datasync"));
        }
        long order = step.argument("order");
        return String.join(
                " ",
                "fault",
                program,
                "" + step.file().ino(),
                "" + step.file().dev(),
                "" + dax,
                "" + step.argument("vm_flags"),
                "" + step.argument("address"),
                "" + step.argument("pgoff"),
                "" + step.argument("flags"),
                "" + (orders ? order : order == 0 ? 0 : order == 9 ? 1 : 2));
    }
}
