package io.daxtrace.compare.verdicts;

import java.util.List;
import java.util.Map;

/**
 * The comparison of one workload.
 *
 * @param key the labels and keys that make it
 * @param baseRuns the sources of the base's runs
 * @param complete whether no run of either side lost anything
 * @param stages where a difference between faults sits; null where the stages are not known
 * @param notes what a reader has to know, a sentence each
 * @param mix what else changed beside latencies
 */
public record CellResult(
        Map<String, String> key,
        List<String> baseRuns,
        List<String> candidateRuns,
        boolean complete,
        List<MetricResult> metrics,
        Stages stages,
        List<String> notes,
        Mix mix) {
    /** The heaviest verdict of its gating metrics, and {@link Verdict#NO_DATA} of any; null where nothing decides. */
    public Verdict verdict() {
        return metrics.stream()
                .filter(MetricResult::decides)
                .map(MetricResult::verdict)
                .reduce(Verdict::and)
                .orElse(null);
    }
}
