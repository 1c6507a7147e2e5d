package io.daxtrace.bench;

import io.daxtrace.aggregate.Group;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.Merge;
import io.daxtrace.event.LossAccount;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a trace of the kernel tells of one run, or of all runs of a set-up.
 *
 * @param faults the kernel's faults of the run's file
 * @param parts what the time of each joined access is made of, nanoseconds; a stage that the probes do not tell is empty.
 *     In an access without a commit its commit and insert are 0, so that the means add up to that of the accesses
 * @param joined accesses whose faults were found
 * @param notJoined accesses without a fault of their own, or with one that took longer than they did
 * @param strays faults of the file that lie in no access of their page
 * @param loss what tracing lost
 */
public record TracedRun(
        Group faults, Map<Part, Distribution> parts, long joined, long notJoined, long strays, LossAccount loss) {
    /** Both together. */
    TracedRun plus(TracedRun more) {
        Map<Part, Distribution> both = new EnumMap<>(Part.class);
        parts.forEach((part, distribution) -> both.put(part, Merge.of(distribution, more.parts.get(part))));
        LossAccount sum = new LossAccount();
        sum.add(loss);
        sum.add(more.loss);
        return new TracedRun(
                faults.plus(more.faults),
                both,
                joined + more.joined,
                notJoined + more.notJoined,
                strays + more.strays,
                sum);
    }
}
