package io.daxtrace.aggregate;

import io.daxtrace.event.LossAccount;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One recording of one workload: the unit of comparison.
 *
 * @param source where it came from, for messages
 * @param labels the workload
 * @param environment kernel, clock, filesystem, mount options, cpu ...
 * @param probes what bounded each stage
 * @param resolution nanoseconds between neighbouring timestamps
 * @param complete false when anything was lost or cut off
 * @param span nanoseconds from the start of the first operation to the end of the last; 0 where it is not known
 */
public record Run(
        String source,
        Map<String, String> labels,
        Map<String, String> environment,
        Set<String> probes,
        long resolution,
        boolean complete,
        LossAccount loss,
        List<Group> groups,
        long span) {
    /** In the environment: a name that no other run has, where what recorded it gave it one. */
    public static final String ID = "run.id";

    /** The same of an unknown span. */
    public Run(
            String source,
            Map<String, String> labels,
            Map<String, String> environment,
            Set<String> probes,
            long resolution,
            boolean complete,
            LossAccount loss,
            List<Group> groups) {
        this(source, labels, environment, probes, resolution, complete, loss, groups, 0);
    }
}
