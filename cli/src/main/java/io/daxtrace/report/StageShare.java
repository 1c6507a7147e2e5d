package io.daxtrace.report;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.distribution.Distribution;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One stage's part of the time of all sync faults.
 *
 * @param name without {@code stage.}
 * @param stage null where the probes present did not tell
 * @param syncFaults what the stage is a part of
 */
public record StageShare(String name, Distribution stage, Distribution syncFaults) {
    private static final List<MetricName> STAGES =
            List.of(MetricName.STAGE_MAP, MetricName.STAGE_COMMIT, MetricName.STAGE_INSERT, MetricName.STAGE_OTHER);

    /** The four of a group; none where it has no sync faults. */
    public static List<StageShare> of(Group group) {
        Map<MetricName, Distribution> metrics =
                group.metrics().stream().collect(Collectors.toMap(Metric::name, Metric::distribution, (a, b) -> a));
        Distribution sync = metrics.get(MetricName.FAULT_SYNC);
        if (sync == null || sync.sum() <= 0) {
            return List.of();
        }
        return STAGES.stream()
                .map(stage -> new StageShare(stage.part(), metrics.get(stage), sync))
                .toList();
    }

    public boolean absent() {
        return stage == null;
    }

    public long sum() {
        return stage.sum();
    }

    public double share() {
        return (double) stage.sum() / syncFaults.sum();
    }
}
