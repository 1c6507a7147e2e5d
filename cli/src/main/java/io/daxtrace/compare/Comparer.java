package io.daxtrace.compare;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.matching.Duplicates;
import io.daxtrace.compare.matching.Matching;
import io.daxtrace.compare.verdicts.CellAssessment;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.compare.verdicts.Family;
import io.daxtrace.event.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares two sets of runs: matches them, assesses every statistic, and decides once the whole family is known. */
public final class Comparer {
    private final ComparisonOptions options;

    public Comparer(ComparisonOptions options) {
        this.options = options;
    }

    /**
     * Compares a candidate with a base.
     *
     * @throws BadInputException when a run is given twice or to both sides, a label or key is missing, or the two sides have
     *     nothing in common
     */
    public Comparison compare(List<Run> base, List<Run> candidate) throws BadInputException {
        return compare("base", base, "candidate", candidate, false);
    }

    Comparison compare(String baseName, List<Run> base, String candidateName, List<Run> candidate, boolean across)
            throws BadInputException {
        List<String> notes = new ArrayList<>();
        if (Duplicates.check(base, candidate)) {
            notes.add("both sides are the same runs: this shows what the comparison does with no difference at all");
        }
        Matching matching = Matching.of(base, candidate, options.match(), options.by());
        notes.addAll(matching.notes());
        List<CellAssessment> cells = new ArrayList<>();
        for (Matching.Cell cell : matching.cells()) {
            cells.add(new CellAssessment(cell, options, across));
        }
        if (cells.stream().noneMatch(CellAssessment::hasCommonMetric)) {
            String among = options.metrics().isEmpty()
                    ? ""
                    : " among "
                            + options.metrics().stream().map(MetricName::text).collect(Collectors.joining(", "));
            throw BadInputException.of(
                    candidate.get(0).source(),
                    "nothing in common" + among + " with " + base.get(0).source() + ": the base has " + contents(base)
                            + ", the candidate " + contents(candidate));
        }
        Family.adjust(cells, options.adjustment());
        return new Comparison(
                baseName,
                candidateName,
                across,
                options.runNoise(),
                cells.stream().map(CellAssessment::result).toList(),
                notes,
                options.adjustment());
    }

    /** What a side holds, for a message: its metrics, and each label with its values. */
    private static String contents(List<Run> runs) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        for (Run run : runs) {
            run.labels()
                    .forEach((key, value) ->
                            labels.computeIfAbsent(key, k -> new TreeSet<>()).add(value));
            run.groups()
                    .forEach(group -> group.metrics().forEach(metric -> {
                        if (metric.distribution().count() > 0) {
                            names.add(metric.name().text());
                        }
                    }));
        }
        String metrics = names.isEmpty() ? "no latencies" : String.join(", ", names);
        return metrics
                + labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + String.join("|", label.getValue()))
                        .collect(Collectors.joining(" ", " of {", "}"));
    }
}
