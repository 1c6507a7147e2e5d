package io.daxtrace.aggregate;

import io.daxtrace.event.Capture;
import io.daxtrace.event.LossAccount;
import java.util.List;

/** What {@code analyze} found: everything its outputs print. */
public record Analysis(List<Capture> inputs, LossAccount loss, List<Group> groups, Moments moments) {
    public Analysis(List<Capture> inputs, LossAccount loss, List<Group> groups) {
        this(inputs, loss, groups, Moments.NONE);
    }

    /**
     * At most how many latencies are missing from each distribution: quantiles are printed as wide as that leaves them. 0 where
     * nobody knows; then no interval holds, which is what incomplete means.
     */
    public long mostLost() {
        return loss.mostLost(faults()).orElse(0);
    }

    /** The faults of all groups. */
    public long faults() {
        return groups.stream().mapToLong(group -> group.faults().total()).sum();
    }

    /** Whether nothing was lost and every input was read to its end. */
    public boolean complete() {
        return loss.isZero() && inputs.stream().noneMatch(input -> input.truncated);
    }
}
