package io.daxtrace.event;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The counts of a {@link LossAccount}: the one list of them, for JSON, profiles, metrics and captures of ours. */
public enum LossField {
    KERNEL_DROPPED(1),
    RING_FULL(1),
    MAP_FULL(1),
    MISSED_PROBES(1),
    UNMATCHED_ENTRIES(1),
    UNMATCHED_RETURNS(1),
    CLAMPED(1),
    LOST_FAULTS(2);

    /** The newest layout of captures that brought a count. */
    public static final int LAYOUT =
            Stream.of(values()).mapToInt(field -> field.layout).max().orElseThrow();

    private final String word = name().toLowerCase(Locale.ROOT);
    private final int layout;

    LossField(int layout) {
        this.layout = layout;
    }

    /** What a capture of that layout has, in the order of its bytes. */
    public static List<LossField> ofLayout(int layout) {
        return Stream.of(values()).filter(field -> field.layout <= layout).toList();
    }

    /** The name in JSON, profiles, metrics and captures. */
    public String word() {
        return word;
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
            case LOST_FAULTS -> loss.lostFaults;
        };
    }

    public void set(LossAccount loss, long count) {
        switch (this) {
            case KERNEL_DROPPED -> loss.kernelDropped = count;
            case RING_FULL -> loss.ringFull = count;
            case MAP_FULL -> loss.mapFull = count;
            case MISSED_PROBES -> loss.missedProbes = count;
            case UNMATCHED_ENTRIES -> loss.unmatchedEntries = count;
            case UNMATCHED_RETURNS -> loss.unmatchedReturns = count;
            case CLAMPED -> loss.clamped = count;
            case LOST_FAULTS -> loss.lostFaults = count;
        }
    }
}
