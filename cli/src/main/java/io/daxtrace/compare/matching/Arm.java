package io.daxtrace.compare.matching;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.mathematics.Sample;
import io.daxtrace.distribution.Distribution;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** One side of a comparison within one cell: runs of the same workload. */
public record Arm(List<Member> members) {
    /**
     * A run, as far as it belongs to a cell.
     *
     * @param metrics by their names
     */
    public record Member(Run run, FaultCounts faults, Map<MetricName, Metric> metrics) {
        /** At most how many of its operations are in no distribution; empty where nobody knows. */
        OptionalLong mostLost() {
            return run.loss().mostLost(faults.total());
        }

        /** Whether all of its operations are counted. */
        public boolean isWhole() {
            return mostLost().orElse(1) == 0;
        }
    }

    /** The names of the metrics that any run has latencies of, in order. */
    public Set<MetricName> metrics() {
        Set<MetricName> names = new LinkedHashSet<>();
        for (Member member : members) {
            member.metrics.forEach((name, metric) -> {
                if (metric.distribution().count() > 0) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    /** The latencies of a metric, of each run that has any. */
    public List<Distribution> distributions(MetricName metric) {
        return members.stream()
                .map(member -> member.metrics.get(metric))
                .filter(of -> of != null && of.distribution().count() > 0)
                .map(Metric::distribution)
                .toList();
    }

    /**
     * The samples of a metric, one a run that has latencies of it.
     *
     * @param withLost whether they are to say how many latencies may be missing
     */
    public List<Sample> samples(MetricName metric, boolean withLost) {
        List<Sample> samples = new ArrayList<>();
        for (Member member : with(metric)) {
            Metric of = member.metrics.get(metric);
            samples.add(Sample.of(of.distribution(), of.values())
                    .withLost(withLost ? member.mostLost().orElse(0) : 0));
        }
        return samples;
    }

    /** The sources of the runs that have latencies of a metric, in the order of their samples. */
    public List<String> sources(MetricName metric) {
        return with(metric).stream().map(member -> member.run.source()).toList();
    }

    private List<Member> with(MetricName metric) {
        return members.stream()
                .filter(member -> {
                    Metric of = member.metrics.get(metric);
                    return of != null && of.distribution().count() > 0;
                })
                .toList();
    }
}
