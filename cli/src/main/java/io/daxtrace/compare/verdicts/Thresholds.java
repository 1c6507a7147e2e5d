package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.mathematics.Statistic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much slower or faster matters, by statistic, and the floor below which no difference does. */
public final class Thresholds {
    private static final Map<Statistic, Double> DEFAULTS = Map.of(
            Statistic.P50, 0.05, Statistic.P90, 0.10, Statistic.P99, 0.10, Statistic.P999, 0.20, Statistic.MEAN, 0.05);

    /** 0.5 us: what a fault costs more or less by where its code happens to lie. */
    private static final double FAULT_FLOOR = 500;

    /** 10 us: fsync calls wait for a device. */
    private static final double FSYNC_FLOOR = 10_000;

    private final Map<Statistic, Double> relative = new TreeMap<>(DEFAULTS);
    private final Long floor;

    private Thresholds(Long floor) {
        this.floor = floor;
    }

    /** 5 % for p50 and the mean, 10 % for p90 and p99, 20 % for p99.9; 0.5 us for faults and 10 us for fsync. */
    public static Thresholds defaults() {
        return new Thresholds(null);
    }

    /**
     * The defaults but for these.
     *
     * @param relative the shares that matter, 0.1 for 10 %
     * @param floor nanoseconds, for every metric; null for the defaults
     */
    public static Thresholds of(Map<Statistic, Double> relative, Long floor) {
        Thresholds thresholds = new Thresholds(floor);
        thresholds.relative.putAll(relative);
        return thresholds;
    }

    /** What is compared, in order. */
    public List<Statistic> statistics() {
        List<Statistic> statistics = new ArrayList<>(relative.keySet());
        Collections.sort(statistics);
        return statistics;
    }

    double relative(Statistic statistic) {
        return relative.get(statistic);
    }

    /** Nanoseconds. */
    double floor(MetricName metric) {
        if (floor != null) {
            return floor;
        }
        return metric.kind() == MetricName.Kind.FSYNC ? FSYNC_FLOOR : FAULT_FLOOR;
    }
}
