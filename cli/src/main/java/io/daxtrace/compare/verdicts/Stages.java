package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.mathematics.Statistic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a difference between sync faults sits. The stages add up to the fault, so the differences of their means add up to
 * that of the fault.
 *
 * @param parts of those stages that both sides were followed into, their shares within their stage
 */
public record Stages(List<Stage> stages, List<Stage> parts) {
    /**
     * One stage, or one part of a stage.
     *
     * @param metric {@code stage.commit}, {@code stage.commit.journal}
     * @param result its mean where that is known, else its median
     * @param difference candidate - base, nanoseconds
     * @param share of the sum of all stages' differences, or of those of all parts of the stage, by size without sign; NaN where there
     *     is none
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
        return main(stages);
    }

    /** The part of that stage of which the same holds, and which went the same way; or null. */
    public Stage mainPart() {
        Stage main = main();
        return main == null
                ? null
                : main(parts.stream()
                        .filter(part -> isOf(main.metric, part.metric) && part.difference > 0 == main.difference > 0)
                        .toList());
    }

    private static boolean isOf(MetricName stage, MetricName part) {
        return part.text().startsWith(stage.text() + ".");
    }

    private static Stage main(List<Stage> of) {
        return of.stream()
                .filter(stage -> stage.isChanged() && stage.share >= MAIN_SHARE)
                .max(Comparator.comparingDouble(Stage::share))
                .orElse(null);
    }

    static Stages of(List<MetricResult> metrics) {
        List<Stage> stages = shared(metrics.stream()
                .filter(metric -> metric.name().kind() == MetricName.Kind.STAGE)
                .toList());
        List<Stage> parts = new ArrayList<>();
        for (Stage stage : stages) {
            parts.addAll(shared(metrics.stream()
                    .filter(metric -> metric.name().kind() == MetricName.Kind.PART && isOf(stage.metric, metric.name()))
                    .toList()));
        }
        return stages.isEmpty() ? null : new Stages(stages, parts);
    }

    private static List<Stage> shared(List<MetricResult> metrics) {
        List<Stage> found = new ArrayList<>();
        double sum = 0;
        for (MetricResult metric : metrics) {
            if (metric.noData() == null) {
                StatisticResult result = central(metric);
                double difference = result.candidate().value() - result.base().value();
                sum += Math.abs(difference);
                found.add(new Stage(metric.name(), result, difference, Double.NaN));
            }
        }
        List<Stage> shared = new ArrayList<>();
        for (Stage stage : found) {
            double share = sum == 0 ? Double.NaN : Math.abs(stage.difference) / sum;
            shared.add(new Stage(stage.metric, stage.result, stage.difference, share));
        }
        return shared;
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
