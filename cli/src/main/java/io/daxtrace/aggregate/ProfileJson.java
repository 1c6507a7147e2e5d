package io.daxtrace.aggregate;

import io.daxtrace.distribution.LatencyUnit;

/** The names in a profile's JSON. A field may be added within a schema and readers skip what they do not know. */
public final class ProfileJson {
    static final String FAMILY = "daxtrace.profile/";
    /** The newest schema this version reads, and the one it writes. */
    static final int VERSION = 1;

    static final String SCHEMA = "schema";
    static final String UNIT = "unit";
    static final String NANOSECONDS = LatencyUnit.NS.word();
    static final String RUNS = "runs";
    static final String SOURCE = "source";
    static final String LABELS = "labels";
    static final String ENVIRONMENT = "environment";
    static final String PROBES = "probes";
    static final String RESOLUTION = "resolution";
    static final String COMPLETE = "complete";
    static final String LOSS = "loss";
    /** Nanoseconds from the start of the first operation to the end of the last. */
    static final String SPAN = "span";

    static final String GROUPS = "groups";
    static final String KEY = "key";
    static final String FAULTS = "faults";
    static final String METRICS = "metrics";
    static final String NAME = "name";
    static final String COUNT = "count";
    static final String MIN = "min";
    static final String MAX = "max";
    static final String SUM = "sum";
    /** How much larger than {@link #SUM} the true sum may be. */
    static final String SUM_ERROR = "sum_error";
    /** The values are multiples of this many nanoseconds. */
    static final String TICK = "tick";
    /** How much less than its value a latency may have been. */
    static final String BELOW = "below";
    /** [lo, hi, count]; a null edge is open. */
    static final String BUCKETS = "buckets";

    private ProfileJson() {}

    /** Whether a text that begins like this is a profile of any schema. */
    public static boolean isProfile(String start) {
        return start.stripLeading().startsWith("{") && start.contains('"' + FAMILY);
    }
}
