package io.daxtrace.compare.matching;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.event.Part;
import java.util.stream.Stream;

/** What a probe bounds, as a run names it before the probe: {@code commit} in {@code commit: vfs_fsync_range}. */
enum Bound {
    TOTAL,
    MAP,
    COMMIT,
    INSERT,
    USER,
    /** A part of a stage: whether it is followed. */
    PART,
    /** The kind of probes, whose price is in every duration: a kprobe costs several times what fentry does. */
    ATTACHMENT,
    /** Nobody knows what an unknown probe bounds: anything may rest on it. */
    UNKNOWN;

    /** The one of that name in a profile or a capture, else {@link #UNKNOWN}. */
    static Bound of(String stage) {
        return switch (stage) {
            case "total" -> TOTAL;
            case "map" -> MAP;
            case "commit" -> COMMIT;
            case "insert" -> INSERT;
            case "user" -> USER;
            case "attachment" -> ATTACHMENT;
            default -> Stream.of(Part.values()).anyMatch(part -> part.toString().equals(stage)) ? PART : UNKNOWN;
        };
    }

    /**
     * Whether a metric's durations begin or end at the probes of this. What is left of a fault beside its stages begins and
     * ends at all of them, and the insert begins where the commit ends.
     */
    boolean carries(MetricName metric) {
        return switch (this) {
            case TOTAL -> metric.kind() == MetricName.Kind.FAULT || isOf(Part.Stage.OTHER, metric);
            case MAP -> isOf(Part.Stage.MAP, metric) || isOf(Part.Stage.OTHER, metric);
            case COMMIT ->
                isOf(Part.Stage.COMMIT, metric)
                        || metric.equals(MetricName.STAGE_INSERT)
                        || metric.kind() == MetricName.Kind.FSYNC;
            case INSERT -> metric.equals(MetricName.STAGE_INSERT) || isOf(Part.Stage.OTHER, metric);
            case PART -> metric.kind() == MetricName.Kind.PART;
            case USER -> metric.kind() == MetricName.Kind.USER;
            case ATTACHMENT, UNKNOWN -> true;
        };
    }

    /** Whether it is the stage, or what its parts leave of it. */
    private static boolean isOf(Part.Stage stage, MetricName metric) {
        return metric.text().equals("stage." + stage.word()) || metric.equals(MetricName.rest(stage));
    }
}
