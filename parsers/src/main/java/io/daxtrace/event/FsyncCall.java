package io.daxtrace.event;

/** One outermost call that flushed a file on a DAX filesystem. A cursor that its source reuses. */
public final class FsyncCall {
    /** Why the file was flushed. */
    public enum Cause {
        /** By dax_finish_sync_fault. */
        FAULT,
        FSYNC,
        FDATASYNC,
        MSYNC,
        /** A write to a file opened with O_SYNC or O_DSYNC. */
        DSYNC_WRITE,
        /** Another caller, or one the probes present do not tell. */
        OTHER;

        /** The word in JSON and metric names. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Cause cause;
    /** When it began, nanoseconds on the capture's clock. */
    public long start;
    /** Nanoseconds. */
    public long duration;
    /** 0 or a negative errno, of which -1 is EPERM; 0 and without a meaning unless {@link #resultKnown}. */
    public long result;
    /** Whether {@link #result} was seen. */
    public boolean resultKnown;
    /** First byte flushed, or UNKNOWN. */
    public long rangeStart;
    /** Last byte flushed, or UNKNOWN. */
    public long rangeEnd;
    /** 0, 1 or UNKNOWN. */
    public long datasync;

    public long dev;
    public long ino;
    public int cpu;
    public int tid;
    public int pid;
    /** The thread's name, or null; hostile text. */
    public String comm;
    /** cgroup v2 id, or UNKNOWN. */
    public long cgroup;

    /** Forgets everything. */
    public FsyncCall clear() {
        cause = Cause.OTHER;
        start = Event.UNKNOWN;
        duration = Event.UNKNOWN;
        result = 0;
        resultKnown = false;
        rangeStart = Event.UNKNOWN;
        rangeEnd = Event.UNKNOWN;
        datasync = Event.UNKNOWN;
        dev = Event.UNKNOWN;
        ino = Event.UNKNOWN;
        cpu = -1;
        tid = 0;
        pid = -1;
        comm = null;
        cgroup = Event.UNKNOWN;
        return this;
    }
}
