package io.daxtrace.bench;

import io.daxtrace.event.LossAccount;
import java.util.List;
import java.util.Objects;

/**
 * What was measured.
 *
 * @param directory as the user named it
 * @param pageSize bytes from one touched page to the next
 * @param kernel its release
 * @param timerCost nanoseconds of timing itself, in every latency
 * @param probes what bounded each stage in the kernel; empty when it was not traced
 * @param cells the set-ups that were run, in the posting's order
 */
public record BenchResult(
        BenchPlan plan,
        String directory,
        Filesystem filesystem,
        int pageSize,
        String kernel,
        long timerCost,
        List<String> probes,
        List<Cell> cells) {
    /** How many runs there were to be. */
    public int planned() {
        return plan.repeats() * SetUp.grid(plan.mapSync()).size();
    }

    /** How many came to their end. */
    public int finished() {
        return cells.stream().mapToInt(cell -> cell.runs().size()).sum();
    }

    /** Whether it came to its end. */
    public boolean isFinished() {
        return finished() == planned();
    }

    /** Whether the kernel was traced. */
    public boolean isTraced() {
        return !probes.isEmpty();
    }

    /** What tracing lost. */
    public LossAccount loss() {
        LossAccount loss = new LossAccount();
        cells.stream().map(Cell::traced).filter(Objects::nonNull).forEach(traced -> loss.add(traced.loss()));
        return loss;
    }

    /** Whether it came to its end and nothing was lost. */
    public boolean isComplete() {
        return isFinished() && loss().isZero();
    }
}
