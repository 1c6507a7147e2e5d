package io.daxtrace.bpf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * kprobes and kretprobes made through tracefs, for two things that the perf interface lacks: room for as many sleeping
 * threads as the kernel allows (by default it is one a processor up to 5.19), and a count of what was missed. The events are
 * named after this process, and removed by {@link #close()}; those of a process that was killed, by the next one.
 */
final class TracefsProbes implements AutoCloseable {
    /** KRETPROBE_MAXACTIVE_MAX in kernel/trace/trace_kprobe.c. */
    private static final int MOST_ACTIVE = 4096;

    private static final Path[] PLACES = {Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing")};
    private static final Pattern OURS = Pattern.compile("^[pr][0-9]*:(daxtrace_([0-9]+)/\\S+) ");

    private final Path tracefs;
    private final String group = "daxtrace_" + ProcessHandle.current().pid();
    private final Deque<String> events = new ArrayDeque<>();

    private TracefsProbes(Path tracefs) {
        this.tracefs = tracefs;
    }

    /** Null where tracefs is not mounted or not to be written. */
    static TracefsProbes open() {
        for (Path place : PLACES) {
            if (Files.isWritable(place.resolve("kprobe_events"))) {
                TracefsProbes probes = new TracefsProbes(place);
                probes.removeAbandoned();
                return probes;
            }
        }
        return null;
    }

    private void removeAbandoned() {
        try {
            for (String line : Files.readAllLines(tracefs.resolve("kprobe_events"))) {
                Matcher event = OURS.matcher(line);
                if (event.find() && !Files.exists(Path.of("/proc", event.group(2)))) {
                    remove(event.group(1));
                }
            }
        } catch (IOException e) {
            return; // definitions left behind do no harm: they are disabled
        }
    }

    private void remove(String event) {
        try {
            write("-:" + event);
        } catch (IOException e) {
            return; // it stays, disabled, until a later start removes it
        }
    }

    /** Attaches an entry or return program to a function. */
    BpfLink attach(BpfObject object, String program, String function, boolean onReturn) throws BpfException {
        String event = group + "_" + function + (onReturn ? "_return" : "_entry");
        try {
            write((onReturn ? "r" + MOST_ACTIVE : "p") + ":" + group + "/" + event + " " + function);
        } catch (IOException e) {
            throw new BpfException("tracefs: " + e.getMessage());
        }
        events.push(event);
        return object.attach(program, group, event);
    }

    /** Runs that the kernel left out: no room for the return, or a probe hit inside a probe. */
    long missed() {
        long missed = 0;
        try {
            for (String line : Files.readAllLines(tracefs.resolve("kprobe_profile"))) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length == 3 && events.contains(columns[0])) {
                    missed += Long.parseLong(columns[2]);
                }
            }
        } catch (IOException e) {
            return missed;
        }
        return missed;
    }

    private void write(String definition) throws IOException {
        Files.write(
                tracefs.resolve("kprobe_events"),
                (definition + "\n").getBytes(StandardCharsets.US_ASCII),
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }

    /** Once nothing is attached any more. */
    @Override
    public void close() {
        while (!events.isEmpty()) {
            remove(group + "/" + events.pop());
        }
    }
}
