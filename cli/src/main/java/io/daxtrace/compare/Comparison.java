package io.daxtrace.compare;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.verdicts.Adjustment;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.Verdict;
import java.util.List;
import java.util.Objects;

/**
 * A finished comparison: all that any output prints.
 *
 * @param base what the base is called: {@code base}, or {@code sync=no}
 * @param across whether workloads were compared with each other: nothing then regresses, and nothing fails
 * @param runNoise the run-to-run spread assumed where it was not seen
 * @param adjustment how all that was compared was allowed for
 */
public record Comparison(
        String base,
        String candidate,
        boolean across,
        double runNoise,
        List<CellResult> cells,
        List<String> notes,
        Adjustment adjustment) {
    /** The heaviest verdict of all gating metrics, and {@link Verdict#NO_DATA} of any. */
    public Verdict verdict() {
        return cells.stream()
                .map(CellResult::verdict)
                .filter(Objects::nonNull)
                .reduce(Verdict.EQUIVALENT, Verdict::and);
    }

    /** Whether any metric that decides, or has no data, has this verdict. */
    public boolean has(Verdict wanted) {
        for (CellResult cell : cells) {
            for (MetricResult metric : cell.metrics()) {
                if (wanted == Verdict.NO_DATA && metric.noData() != null) {
                    return true;
                }
                if (metric.gating()
                        && metric.statistics().stream().anyMatch(s -> s.gating() && s.verdict() == wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether this metric was compared in any cell, or would have been if it had data. */
    public boolean has(MetricName metric) {
        return cells.stream()
                .flatMap(cell -> cell.metrics().stream())
                .anyMatch(result -> result.name().equals(metric));
    }

    /** Whether no run lost anything. */
    public boolean complete() {
        return cells.stream().allMatch(CellResult::complete);
    }
}
