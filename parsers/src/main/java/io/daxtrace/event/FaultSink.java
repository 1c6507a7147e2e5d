package io.daxtrace.event;

/** Takes completed faults and fsync calls. */
public interface FaultSink {
    /** One fault; the cursor is the source's and changes after the call. */
    void fault(Fault fault);

    /** One outermost fsync call, those inside faults included; the cursor changes after the call. */
    void fsync(FsyncCall call);
}
