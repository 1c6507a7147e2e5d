package io.daxtrace.event;

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
    /** Probe runs the kernel skipped: kretprobe maxactive, recursion. */
    public long missedProbes;
    /** Entries whose return never came. */
    public long unmatchedEntries;
    /** Returns whose entry was not seen. */
    public long unmatchedReturns;
    /** Values beyond the histogram's range, counted in its last bucket. */
    public long clamped;

    /** Whether nothing was lost. */
    public boolean isZero() {
        return (kernelDropped | ringFull | mapFull | missedProbes | unmatchedEntries | unmatchedReturns | clamped) == 0;
    }

    /** What was lost after an earlier state of this account. */
    public LossAccount since(LossAccount earlier) {
        LossAccount loss = new LossAccount();
        loss.kernelDropped = kernelDropped - earlier.kernelDropped;
        loss.ringFull = ringFull - earlier.ringFull;
        loss.mapFull = mapFull - earlier.mapFull;
        loss.missedProbes = missedProbes - earlier.missedProbes;
        loss.unmatchedEntries = unmatchedEntries - earlier.unmatchedEntries;
        loss.unmatchedReturns = unmatchedReturns - earlier.unmatchedReturns;
        loss.clamped = clamped - earlier.clamped;
        return loss;
    }

    public void add(LossAccount more) {
        kernelDropped += more.kernelDropped;
        ringFull += more.ringFull;
        mapFull += more.mapFull;
        missedProbes += more.missedProbes;
        unmatchedEntries += more.unmatchedEntries;
        unmatchedReturns += more.unmatchedReturns;
        clamped += more.clamped;
    }
}
