package io.daxtrace.cli;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.matching.Obstacle;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.compare.verdicts.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that {@code compare} and {@code compare selftest} share. */
final class ComparisonArguments {
    @Option(
            names = "--threshold",
            split = ",",
            paramLabel = "STATISTIC=PERCENT",
            converter = {StatisticName.class, Percent.class},
            description =
                    "What matters, like p99=10%%,mean=5%%. The default is p50=5%%,p90=10%%,p99=10%%,p99.9=20%%,mean=5%%;"
                            + " further quantiles can be named.")
    private Map<Statistic, Double> thresholds = Map.of();

    @Option(
            names = "--floor",
            paramLabel = "LATENCY",
            converter = Nanoseconds.Latency.class,
            description =
                    "No difference below this matters, like 0.5us. The default is 0.5us for faults and 10us for fsync.")
    private Long floor;

    @Option(
            names = "--run-noise",
            paramLabel = "PERCENT",
            converter = Percent.class,
            description = "The spread between runs to assume where a side has fewer than three, 10%% by default.")
    private double runNoise = ComparisonOptions.DEFAULT_RUN_NOISE;

    @Option(
            names = "--match",
            split = ",",
            paramLabel = "LABEL",
            description =
                    "Labels by which runs are matched, fs,file,load,sync by default, as far as both sides have them.")
    private List<String> match;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "KEY",
            description = "Split runs further, by the keys of analyze --by.")
    List<String> by = List.of();

    @Option(
            names = "--metric",
            split = ",",
            paramLabel = "METRIC",
            description = "Compare only these, and let all of them decide.")
    private List<String> metrics = List.of();

    @Option(
            names = "--accept",
            split = ",",
            paramLabel = "OBSTACLE",
            description = "Compare although the sides differ in probes, lost events (loss), or their mix of PTE and PMD"
                    + " faults (mix).")
    private Set<Obstacle> accepted = Set.of();

    ComparisonOptions options() {
        List<MetricName> named = metrics.stream().map(MetricName::new).toList();
        return new ComparisonOptions(Thresholds.of(thresholds, floor), runNoise, match, by, accepted, named);
    }
}
