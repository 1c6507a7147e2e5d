package io.daxtrace.cli;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.matching.Obstacle;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.verdicts.Adjustment;
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
            description = "The smallest change that matters: p99=10%%,mean=5%%. Any quantile may be named (default:"
                    + " p50=5%%,p90=10%%,p99=10%%,p99.9=20%%,mean=5%%).")
    private Map<Statistic, Double> thresholds = Map.of();

    @Option(
            names = "--floor",
            paramLabel = "LATENCY",
            converter = Nanoseconds.Latency.class,
            description = "Ignore differences smaller than LATENCY (default: 0.5us for faults, 10us for fsync).")
    private Long floor;

    @Option(
            names = "--run-noise",
            paramLabel = "PERCENT",
            converter = Percent.class,
            description = "Assume this spread between runs where a side has fewer than three (default: 10%%).")
    private double runNoise = ComparisonOptions.DEFAULT_RUN_NOISE;

    @Option(
            names = "--match",
            split = ",",
            paramLabel = "LABEL",
            description = "Match runs by these labels, as far as both sides have them (default: fs,file,load,sync).")
    private List<String> match;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "KEY",
            description = "Split each run by KEY as well: the keys of analyze --by.")
    List<String> by = List.of();

    @Option(
            names = "--metric",
            split = ",",
            paramLabel = "METRIC",
            description = "Compare only these metrics; all of them decide.")
    private List<String> metrics = List.of();

    @Option(
            names = "--accept",
            split = ",",
            paramLabel = "OBSTACLE",
            description =
                    "Compare although the sides were measured by different probes (probes), lost events (loss), or have"
                            + " another mix of PTE and PMD faults (mix).")
    private Set<Obstacle> accepted = Set.of();

    @Option(
            names = "--adjust",
            paramLabel = "METHOD",
            description =
                    "How to guard against false alarms among all that is compared: bh (the default) guards where nothing"
                            + " changed; holm is stricter and guards also where changes are as large as the threshold.")
    private Adjustment adjustment = Adjustment.BH;

    ComparisonOptions options() {
        List<MetricName> named = metrics.stream().map(MetricName::new).toList();
        return new ComparisonOptions(
                Thresholds.of(thresholds, floor), runNoise, match, by, accepted, named, adjustment);
    }
}
