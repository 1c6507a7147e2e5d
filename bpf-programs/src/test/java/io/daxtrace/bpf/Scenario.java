package io.daxtrace.bpf;

import io.daxtrace.event.Detail;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What some threads did and what has to be known of it afterwards; README.md beside the scenarios has the notation.
 *
 * @param setting the words of its filter, room and kernel lines
 * @param only the implementation it is for, and why; null: all
 * @param expected what must come out, in the order of the lines
 */
record Scenario(
        String name,
        Map<String, Actor> actors,
        Map<String, OnFile> files,
        Map<String, String> setting,
        Implementation only,
        List<Step> steps,
        List<Expectation> expected) {

    /** Who has to know a fault. */
    enum Implementation {
        /** The BPF programs. */
        LIVE,
        /** FaultAssembler, and PromiseCheck. */
        EVENTS;

        static Implementation of(String word) {
            return switch (word) {
                case "live" -> LIVE;
                case "events" -> EVENTS;
                default -> throw new IllegalArgumentException("neither live nor events: " + word);
            };
        }
    }

    /** A thread; of the kernel's own where it says so. */
    record Actor(String name, int tid, int pid, int cpu, long cgroup, String comm, boolean kernel) {}

    /** A file that is mapped or flushed. */
    record OnFile(String name, int number, long dev, long ino, boolean dax) {}

    /** What a step is. */
    enum Act {
        ENTRY,
        RETURN,
        TRACEPOINT,
        /** The kernel has finished a fault of the thread: its min_flt is one more. */
        ACCOUNTED,
        /** The thread goes on on another CPU. */
        MOVED,
        /** Events were lost on a CPU. */
        LOST,
        /** Tracing begins or ends. */
        SWITCH
    }

    /**
     * One line.
     *
     * @param name a kernel function or tracepoint, without its system
     * @param arguments pgoff, flags, order, start ... as numbers
     * @param unseenBy the implementations that do not get it
     */
    record Step(
            int line,
            Actor actor,
            long time,
            Act act,
            String name,
            OnFile file,
            Map<String, Long> arguments,
            List<Implementation> unseenBy) {
        long argument(String word) {
            return arguments.get(word);
        }

        boolean has(String word) {
            return arguments.containsKey(word);
        }

        boolean isSeenBy(Implementation implementation) {
            return !unseenBy.contains(implementation);
        }
    }

    /**
     * A line behind an arrow.
     *
     * @param of who has to say so; null: all
     * @param noun fault, fsync, lost, dropped or verify
     * @param fields every field by its name, and its value as text
     */
    record Expectation(Implementation of, String noun, Map<String, String> fields) {}

    /** The stages whose parts are followed, by the {@code detail} lines. */
    Set<Detail> details() {
        return details(setting);
    }

    static Set<Detail> details(Map<String, String> setting) {
        Set<Detail> details = EnumSet.noneOf(Detail.class);
        for (Detail detail : Detail.values()) {
            if (setting.containsKey(detail.word())) {
                details.add(detail);
            }
        }
        return details;
    }

    boolean isFor(Implementation implementation) {
        return only == null || only == implementation;
    }

    /** The fields of all lines of a noun that an implementation has to match, in their order. */
    List<Map<String, String>> expected(Implementation implementation, String noun) {
        return expected.stream()
                .filter(e -> e.noun.equals(noun) && (e.of == null || e.of == implementation))
                .map(Expectation::fields)
                .toList();
    }

    /** A word of the setting, or what stands for it. */
    String setting(String word, String absent) {
        return setting.getOrDefault(word, absent);
    }
}
