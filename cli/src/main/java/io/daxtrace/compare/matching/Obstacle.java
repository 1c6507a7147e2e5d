package io.daxtrace.compare.matching;

import java.util.Locale;

/** Why two sides cannot be compared. */
public enum Obstacle {
    /** Their durations were measured between different functions. */
    PROBES,
    /** Events were lost, and nobody knows whether slow ones. */
    LOSS,
    /** One has more large-page faults than the other. */
    MIX;

    /** As in {@code --accept}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
