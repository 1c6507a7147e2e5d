package io.daxtrace.event;

import java.util.OptionalLong;

/**
 * What was lost between the kernel and a result, each kind counted where it can happen. Field names are those of the
 * JSON. Every count is of what was lost, so zero everywhere means complete.
 */
public final class LossAccount {
    /** Events the kernel dropped before the capture, as far as the capture counts them (an uncounted gap counts 1). */
    public long kernelDropped;
    /** Records our own ring buffer had no room for. */
    public long ringFull;
    /** Operations not followed because a BPF map was full. */
    public long mapFull;
    /** Probe runs that were missed: kretprobe maxactive, recursion. */
    public long missedProbes;
    /** Entries whose return never came. */
    public long unmatchedEntries;
    /** Returns whose entry was not seen. */
    public long unmatchedReturns;
    /** Values beyond the histogram's range, counted in its last bucket. */
    public long clamped;
    /**
     * Faults of which something was seen, and that are in no result: a probe run of theirs was missed, an event of theirs
     * is missing, or the ring had no room for their record. The same loss as above, in faults.
     */
    public long lostFaults;

    /** Up to this share of all operations without a partner were under way when the recording started or ended. */
    private static final double UNDER_WAY = 0.01;
    /** The same of few operations. */
    private static final long FEW_UNDER_WAY = 2;

    /**
     * At most how many operations (faults and fsync calls) were completed during the recording and are in no distribution.
     * A record that the ring had no room for is one, and so is an operation that a map had none for, and an entry or return
     * without its partner. A probe run that was missed spoils the operation that it belongs to; and in the few cases in which
     * nothing tells what is left from another operation (MissedProgramsTest lists them), there is a latency too many as well:
     * two. Operations that were under way at the start or the end have no partner either, and are not missing: that is taken of two, and of one in a
     * hundred. The faults known to be lost are among all these. Values beyond the range are counted.
     *
     * @param operations how many there are
     * @return empty where nobody knows: an event that the kernel dropped may be of anything, and a gap may count 1
     */
    public OptionalLong mostLost(long operations) {
        if (kernelDropped != 0) {
            return OptionalLong.empty();
        }
        long unmatched = sum(unmatchedEntries, unmatchedReturns);
        boolean underWay = unmatched <= Math.max(FEW_UNDER_WAY, UNDER_WAY * operations);
        long missed = sum(missedProbes, missedProbes);
        long most = sum(sum(ringFull, mapFull), sum(missed, underWay ? 0 : unmatched));
        return OptionalLong.of(Math.max(most, lostFaults));
    }

    /** Of two counts, which a profile may hold anything for. */
    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /** Whether nothing was lost. */
    public boolean isZero() {
        for (LossField field : LossField.values()) {
            if (field.get(this) != 0) {
                return false;
            }
        }
        return true;
    }

    /** What was lost after an earlier state of this account. */
    public LossAccount since(LossAccount earlier) {
        LossAccount loss = new LossAccount();
        for (LossField field : LossField.values()) {
            field.set(loss, field.get(this) - field.get(earlier));
        }
        return loss;
    }

    public void add(LossAccount more) {
        for (LossField field : LossField.values()) {
            field.set(this, field.get(this) + field.get(more));
        }
    }
}
