package io.daxtrace.report;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One stage's share in the time of all sync faults, or the share of one of its parts.
 *
 * @param name without {@code stage.}, or of a part without its stage
 * @param stage null where the probes present did not tell
 * @param syncFaults what it is a share of
 * @param parts of the stage and its rest, which together are the stage; empty where none is known
 */
public record StageShare(String name, Distribution stage, Distribution syncFaults, List<StageShare> parts) {
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
                .map(stage ->
                        new StageShare(stage.part(), metrics.get(stage), sync, parts(stage.part(), metrics, sync)))
                .toList();
    }

    private static List<StageShare> parts(
            String stage, Map<MetricName, Distribution> metrics, Distribution syncFaults) {
        List<StageShare> shares = new ArrayList<>();
        for (Part.Stage split : Part.Stage.values()) {
            if (split.word().equals(stage)) {
                split.parts().forEach(part -> add(shares, part.word(), metrics.get(MetricName.part(part)), syncFaults));
                add(shares, "rest", metrics.get(MetricName.rest(split)), syncFaults);
            }
        }
        return shares;
    }

    private static void add(List<StageShare> shares, String name, Distribution part, Distribution syncFaults) {
        if (part != null) {
            shares.add(new StageShare(name, part, syncFaults, List.of()));
        }
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
