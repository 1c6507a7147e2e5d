package io.daxtrace.parsers.text;

import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;

/** A copy of an event. */
public record Seen(
        EventKind kind,
        KernelFunction function,
        long time,
        int cpu,
        int pid,
        int tid,
        String comm,
        long dev,
        long ino,
        long address,
        long pgoff,
        long vmFlags,
        long faultFlags,
        boolean resultKnown,
        long result,
        long start,
        long end,
        long datasync,
        long duration) {

    static Seen of(Event e) {
        return new Seen(
                e.kind,
                e.function,
                e.time,
                e.cpu,
                e.pid,
                e.tid,
                e.comm,
                e.dev,
                e.ino,
                e.address,
                e.pgoff,
                e.vmFlags,
                e.faultFlags,
                e.resultKnown,
                e.result,
                e.start,
                e.end,
                e.datasync,
                e.duration);
    }

    /** The same at another time. */
    public Seen at(long newTime) {
        return new Seen(
                kind,
                function,
                newTime,
                cpu,
                pid,
                tid,
                comm,
                dev,
                ino,
                address,
                pgoff,
                vmFlags,
                faultFlags,
                resultKnown,
                result,
                start,
                end,
                datasync,
                duration);
    }

    /** As texts without raw fields show it. */
    Seen withoutVmFlags() {
        return new Seen(
                kind,
                function,
                time,
                cpu,
                pid,
                tid,
                comm,
                dev,
                ino,
                address,
                pgoff,
                -1,
                faultFlags,
                resultKnown,
                result,
                start,
                end,
                datasync,
                duration);
    }
}
