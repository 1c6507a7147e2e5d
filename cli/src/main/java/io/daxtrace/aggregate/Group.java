package io.daxtrace.aggregate;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.Merge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of one combination of keys.
 *
 * @param key what {@code --by} asked for, in that order; empty when it asked for nothing
 */
public record Group(Map<String, String> key, FaultCounts faults, List<Metric> metrics) {
    /** Both together, under this one's key. Single latencies and powers of two are not kept. */
    public Group plus(Group more) {
        Map<MetricName, Distribution> sums = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            sums.merge(metric.name(), metric.distribution(), Merge::of);
        }
        for (Metric metric : more.metrics) {
            sums.merge(metric.name(), metric.distribution(), Merge::of);
        }
        List<Metric> all = new ArrayList<>();
        sums.forEach((name, distribution) -> all.add(new Metric(name, distribution, null)));
        return new Group(key, faults.plus(more.faults), all);
    }
}
