package io.daxtrace.aggregate;

import io.daxtrace.event.FsyncCall;

/** The names of the metrics made from faults and fsync calls. */
public final class MetricName {
    /** All completed faults. */
    public static final String FAULT = "fault";

    public static final String FAULT_SYNC = "fault.sync";
    public static final String FAULT_ASYNC = "fault.async";
    /** The stages are those of sync faults. */
    public static final String STAGE_MAP = "stage.map";

    public static final String STAGE_COMMIT = "stage.commit";
    public static final String STAGE_INSERT = "stage.insert";
    public static final String STAGE_OTHER = "stage.other";
    /** All fsync calls but those inside faults. */
    public static final String FSYNC = "fsync";

    private MetricName() {}

    /** {@code fsync.<cause>}. */
    public static String fsync(FsyncCall.Cause cause) {
        return FSYNC + "." + cause.word();
    }
}
