package io.daxtrace.aggregate;

import io.daxtrace.event.LossAccount;
import java.util.Locale;

/** The fields of the loss account by their names in JSON. */
public enum LossField {
    KERNEL_DROPPED,
    RING_FULL,
    MAP_FULL,
    MISSED_PROBES,
    UNMATCHED_ENTRIES,
    UNMATCHED_RETURNS,
    CLAMPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public long get(LossAccount loss) {
        return switch (this) {
            case KERNEL_DROPPED -> loss.kernelDropped;
            case RING_FULL -> loss.ringFull;
            case MAP_FULL -> loss.mapFull;
            case MISSED_PROBES -> loss.missedProbes;
            case UNMATCHED_ENTRIES -> loss.unmatchedEntries;
            case UNMATCHED_RETURNS -> loss.unmatchedReturns;
            case CLAMPED -> loss.clamped;
        };
    }

    void set(LossAccount loss, long count) {
        switch (this) {
            case KERNEL_DROPPED -> loss.kernelDropped = count;
            case RING_FULL -> loss.ringFull = count;
            case MAP_FULL -> loss.mapFull = count;
            case MISSED_PROBES -> loss.missedProbes = count;
            case UNMATCHED_ENTRIES -> loss.unmatchedEntries = count;
            case UNMATCHED_RETURNS -> loss.unmatchedReturns = count;
            case CLAMPED -> loss.clamped = count;
        }
    }
}
