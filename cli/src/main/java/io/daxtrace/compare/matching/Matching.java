package io.daxtrace.compare.matching;

import io.daxtrace.aggregate.Run;
import io.daxtrace.event.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts runs into cells: the workloads, by labels, within which the two sides are compared. */
public final class Matching {
    /** The labels that make a workload, where nothing else is asked for; those that only one side has are left out. */
    public static final List<String> DEFAULT_KEYS = List.of("fs", "file", "load", "sync");

    /** The label that every run has: where it came from. */
    private static final String SOURCE = "source";

    /** A workload; an arm is null where its side has no such runs. */
    public record Cell(Map<String, String> key, Arm base, Arm candidate) {}

    private final List<Cell> cells = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Matching() {}

    /**
     * The cells of both sides, those of one side alone included.
     *
     * @param match labels by which runs are matched; null for {@link #DEFAULT_KEYS}
     * @param by keys that split runs further
     * @throws BadInputException when a label or a key is missing
     */
    public static Matching of(List<Run> base, List<Run> candidate, List<String> match, List<String> by)
            throws BadInputException {
        Matching matching = new Matching();
        List<String> keys = matching.keys(base, candidate, match);
        Map<Map<String, String>, Arm> bases = arms(base, keys, by);
        Map<Map<String, String>, Arm> candidates = arms(candidate, keys, by);
        matching.pair(bases, candidates);
        return matching;
    }

    /** The runs of one side by the values of these labels. */
    public static Map<Map<String, String>, Arm> arms(List<Run> runs, List<String> keys, List<String> by)
            throws BadInputException {
        Map<Map<String, String>, Arm> arms = new LinkedHashMap<>();
        for (Run run : runs) {
            Map<String, String> workload = new LinkedHashMap<>();
            for (String key : keys) {
                workload.put(key, label(run, key));
            }
            Grouping.of(run, by).forEach((part, member) -> {
                Map<String, String> whole = new LinkedHashMap<>(workload);
                whole.putAll(part);
                arms.computeIfAbsent(whole, k -> new Arm(new ArrayList<>()))
                        .members()
                        .add(member);
            });
        }
        return arms;
    }

    /** A run's label, else what its environment says of that name, else nothing; {@code source} is its file. */
    public static String label(Run run, String key) {
        if (key.equals(SOURCE)) {
            return run.source();
        }
        String label = run.labels().get(key);
        return label != null ? label : run.environment().getOrDefault(key, "");
    }

    public List<Cell> cells() {
        return cells;
    }

    /** What a reader has to know of how the runs were matched. */
    public List<String> notes() {
        return notes;
    }

    private List<String> keys(List<Run> base, List<Run> candidate, List<String> asked) throws BadInputException {
        List<String> keys = new ArrayList<>();
        for (String key : asked == null ? DEFAULT_KEYS : asked) {
            boolean inBase = base.stream().anyMatch(run -> !label(run, key).isEmpty());
            boolean inCandidate =
                    candidate.stream().anyMatch(run -> !label(run, key).isEmpty());
            if (asked != null && !(inBase && inCandidate)) {
                throw BadInputException.of(
                        (inBase ? candidate : base).get(0).source(),
                        "neither this run nor another of its side has the label \"" + key + "\" that --match names");
            }
            if (inBase && inCandidate) {
                keys.add(key);
            } else if (inBase || inCandidate) {
                notes.add("only the " + (inBase ? "base" : "candidate") + " has the label \"" + key
                        + "\": runs are not matched by it");
            }
        }
        return keys;
    }

    private void pair(Map<Map<String, String>, Arm> bases, Map<Map<String, String>, Arm> candidates) {
        if (bases.size() == 1 && candidates.size() == 1) {
            Map<String, String> base = bases.keySet().iterator().next();
            Map<String, String> candidate = candidates.keySet().iterator().next();
            if (!base.equals(candidate)) {
                notes.add("the workloads differ (" + difference(base, candidate)
                        + ") and are compared because each side has only one");
            }
            Map<String, String> common = new LinkedHashMap<>(base);
            common.entrySet().retainAll(candidate.entrySet());
            cells.add(new Cell(common, bases.get(base), candidates.get(candidate)));
            return;
        }
        Set<Map<String, String>> all = new LinkedHashSet<>(bases.keySet());
        all.addAll(candidates.keySet());
        all.forEach(key -> cells.add(new Cell(key, bases.get(key), candidates.get(key))));
    }

    private static String difference(Map<String, String> base, Map<String, String> candidate) {
        List<String> parts = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>(base.keySet());
        keys.addAll(candidate.keySet());
        for (String key : keys) {
            String b = base.getOrDefault(key, "");
            String c = candidate.getOrDefault(key, "");
            if (!b.equals(c)) {
                parts.add(key + ": \"" + b + "\" against \"" + c + "\"");
            }
        }
        return String.join(", ", parts);
    }
}
