package io.daxtrace.bench;

import java.util.List;

/**
 * What was measured.
 *
 * @param directory as the user named it
 * @param pageSize bytes from one touched page to the next
 * @param kernel its release
 * @param timerCost nanoseconds of timing itself, in every latency
 * @param cells the set-ups that were run, in the posting's order
 */
public record BenchResult(
        BenchPlan plan,
        String directory,
        Filesystem filesystem,
        int pageSize,
        String kernel,
        long timerCost,
        List<Cell> cells) {
    /** How many runs there were to be. */
    public int planned() {
        return plan.repeats() * SetUp.grid(plan.mapSync()).size();
    }

    /** How many came to their end. */
    public int finished() {
        return cells.stream().mapToInt(cell -> cell.runs().size()).sum();
    }

    /** Whether nothing was interrupted. */
    public boolean complete() {
        return finished() == planned();
    }
}
