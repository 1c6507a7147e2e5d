package io.daxtrace.compare;

import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.matching.Duplicates;
import io.daxtrace.compare.matching.Matching;
import io.daxtrace.compare.matching.Obstacle;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.event.BadInputException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares workloads with each other: all runs with one value of a label against those with another. */
public final class Across {
    private Across() {}

    /**
     * Every value of a label against the reference.
     *
     * @param label for example {@code sync} or {@code fs}
     * @param reference the value the others are compared with; null for that of the first run
     * @throws BadInputException when a run does not have the label, or there are no two values of it
     */
    public static List<Comparison> compare(List<Run> runs, String label, String reference, ComparisonOptions options)
            throws BadInputException {
        Duplicates.once(runs, "the comparison");
        Map<String, List<Run>> byValue = new LinkedHashMap<>();
        for (Run run : runs) {
            String value = Matching.label(run, label);
            if (value.isEmpty()) {
                throw BadInputException.of(run.source(), "has no label \"" + label + "\", which --across compares by");
            }
            byValue.computeIfAbsent(value, k -> new ArrayList<>()).add(run);
        }
        String first = reference == null ? byValue.keySet().iterator().next() : reference;
        if (!byValue.containsKey(first)) {
            throw BadInputException.of(runs.get(0).source(), "no run has " + label + "=" + first);
        }
        if (byValue.size() < 2) {
            throw BadInputException.of(
                    runs.get(0).source(), "all runs have " + label + "=" + first + ": nothing to compare across");
        }
        List<Run> base = byValue.get(first);
        List<Comparison> comparisons = new ArrayList<>();
        for (Map.Entry<String, List<Run>> value : byValue.entrySet()) {
            if (!value.getKey().equals(first)) {
                List<Run> others = value.getValue();
                Comparer comparer = new Comparer(withoutLabel(options, label, base, others));
                comparisons.add(
                        comparer.compare(label + "=" + first, base, label + "=" + value.getKey(), others, true));
            }
        }
        return comparisons;
    }

    /** Another filesystem has other probes and another mix of faults: that is what is being compared. */
    private static ComparisonOptions withoutLabel(
            ComparisonOptions options, String label, List<Run> base, List<Run> others) {
        List<String> match = new ArrayList<>(options.match() == null ? Matching.DEFAULT_KEYS : options.match());
        match.remove(label);
        if (options.match() == null) {
            match.removeIf(key -> !isKnown(base, key) || !isKnown(others, key));
        }
        Set<Obstacle> accepted = EnumSet.of(Obstacle.PROBES, Obstacle.MIX);
        accepted.addAll(options.accepted());
        return new ComparisonOptions(
                options.thresholds(),
                options.runNoise(),
                match,
                options.by(),
                accepted,
                options.metrics(),
                options.adjustment());
    }

    private static boolean isKnown(List<Run> runs, String label) {
        return runs.stream().anyMatch(run -> !Matching.label(run, label).isEmpty());
    }
}
