package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.mathematics.Statistic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a difference between sync faults sits. The stages add up to the fault, so the differences of their means add up to
 * that of the fault.
 */
public record Stages(List<Stage> stages) {
    /**
     * One stage.
     *
     * @param metric {@code stage.commit}
     * @param result its mean where that is known, else its median
     * @param difference candidate - base, nanoseconds
     * @param share of the sum of all stages' differences, by size without sign; NaN where there is none
     */
    public record Stage(MetricName metric, StatisticResult result, double difference, double share) {
        /** Whether it differs, and is not shown to differ by less than matters. */
        public boolean isChanged() {
            return result.changed() && result.verdict() != Verdict.EQUIVALENT;
        }
    }

    /** A stage that carries less of the difference than this is not its place. */
    private static final double MAIN_SHARE = 0.5;

    /** The stage that carries most of the differences, at least half of them, and is changed itself; or null. */
    public Stage main() {
        return stages.stream()
                .filter(stage -> stage.isChanged() && stage.share >= MAIN_SHARE)
                .max(Comparator.comparingDouble(Stage::share))
                .orElse(null);
    }

    static Stages of(List<MetricResult> metrics) {
        List<Stage> found = new ArrayList<>();
        double sum = 0;
        for (MetricResult metric : metrics) {
            if (metric.name().kind() == MetricName.Kind.STAGE && metric.noData() == null) {
                StatisticResult result = central(metric);
                double difference = result.candidate().value() - result.base().value();
                sum += Math.abs(difference);
                found.add(new Stage(metric.name(), result, difference, Double.NaN));
            }
        }
        if (found.isEmpty()) {
            return null;
        }
        List<Stage> shared = new ArrayList<>();
        for (Stage stage : found) {
            double share = sum == 0 ? Double.NaN : Math.abs(stage.difference) / sum;
            shared.add(new Stage(stage.metric, stage.result, stage.difference, share));
        }
        return new Stages(shared);
    }

    private static StatisticResult central(MetricResult metric) {
        for (StatisticResult result : metric.statistics()) {
            if (result.statistic().equals(Statistic.MEAN)) {
                return result;
            }
        }
        return metric.statistics().get(0);
    }
}
