package io.daxtrace.cli;

import io.daxtrace.compare.ComparisonOptions;
import io.daxtrace.compare.Obstacle;
import io.daxtrace.compare.Thresholds;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options that {@code compare} and {@code compare selftest} share. */
final class ComparisonArguments {
    @Option(
            names = "--threshold",
            paramLabel = "STATISTIC=PERCENT",
            description =
                    "What matters, like p99=10%%,mean=5%%. The default is p50=5%%,p90=10%%,p99=10%%,p99.9=20%%,mean=5%%;"
                            + " further quantiles can be named.")
    private String threshold;

    @Option(
            names = "--floor",
            paramLabel = "LATENCY",
            description =
                    "No difference below this matters, like 0.5us. The default is 0.5us for faults and 10us for fsync.")
    private String floor;

    @Option(
            names = "--run-noise",
            paramLabel = "PERCENT",
            description = "The spread between runs to assume where a side has fewer than three, 10%% by default.")
    private String runNoise;

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
        return new ComparisonOptions(
                checked(() -> Thresholds.parse(threshold, floor)),
                runNoise == null ? ComparisonOptions.DEFAULT_RUN_NOISE : checked(() -> Thresholds.percent(runNoise)),
                match,
                by,
                accepted,
                metrics);
    }

    private static <T> T checked(Supplier<T> parsed) {
        try {
            return parsed.get();
        } catch (IllegalArgumentException e) {
            throw new CannotException(e.getMessage(), e);
        }
    }
}
