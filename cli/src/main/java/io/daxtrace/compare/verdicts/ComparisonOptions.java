package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.matching.Matching;
import io.daxtrace.compare.matching.Obstacle;
import java.util.List;
import java.util.Set;

/**
 * What the user asked for.
 *
 * @param thresholds what matters
 * @param runNoise the assumed standard deviation between runs where there are too few to see it, 0.1 for 10 %
 * @param match labels by which runs are matched; null for {@link Matching#DEFAULT_KEYS}
 * @param by keys that split runs further
 * @param accepted what is compared although it should not be
 * @param metrics the metrics to compare, all of them gating; empty for all, of which stages do not gate
 * @param adjustment what has to hold in all of the invocation before a change counts
 */
public record ComparisonOptions(
        Thresholds thresholds,
        double runNoise,
        List<String> match,
        List<String> by,
        Set<Obstacle> accepted,
        List<MetricName> metrics,
        Adjustment adjustment) {
    /** 10 % between runs: what the spread of runs on one machine is seldom above. */
    public static final double DEFAULT_RUN_NOISE = 0.10;

    /** The same by {@link Adjustment#BH}. */
    public ComparisonOptions(
            Thresholds thresholds,
            double runNoise,
            List<String> match,
            List<String> by,
            Set<Obstacle> accepted,
            List<MetricName> metrics) {
        this(thresholds, runNoise, match, by, accepted, metrics, Adjustment.BH);
    }

    public static ComparisonOptions defaults() {
        return new ComparisonOptions(Thresholds.defaults(), DEFAULT_RUN_NOISE, null, List.of(), Set.of(), List.of());
    }

    public ComparisonOptions withRunNoise(double noise) {
        return new ComparisonOptions(thresholds, noise, match, by, accepted, metrics, adjustment);
    }

    /** Whether a metric is compared at all. */
    boolean wants(MetricName metric) {
        return metrics.isEmpty() || metrics.contains(metric);
    }

    /** Whether a metric decides; the stages of a fault and the fsync inside it only explain the fault. */
    boolean gates(MetricName metric) {
        return !metrics.isEmpty()
                || metric.kind() != MetricName.Kind.STAGE
                        && metric.kind() != MetricName.Kind.PART
                        && !metric.equals(MetricName.FSYNC_FAULT);
    }
}
