package io.daxtrace.aggregate;

import io.daxtrace.event.Capture;
import io.daxtrace.event.LossAccount;
import java.util.List;

/** What {@code analyze} found: everything its outputs print. */
public record Analysis(List<Capture> inputs, LossAccount loss, List<Group> groups) {
    /** Whether nothing was lost and every input was read to its end. */
    public boolean complete() {
        return loss.isZero() && inputs.stream().noneMatch(input -> input.truncated);
    }
}
