package io.daxtrace.parsers.ctf;

import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultField;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.LossAccount;
import java.nio.ByteBuffer;

/** Reads the events of packets and sends faults and fsync calls on. */
final class EventReader {
    private final FaultSink sink;
    private final LossAccount loss;
    private final FaultField[] fields;
    private final int faultSize;
    private final Fault fault = new Fault();
    private final FsyncCall call = new FsyncCall();
    private final Names names = new Names();
    private long faults;
    private long fsyncs;
    private boolean ended;

    /** The loss account takes the last loss event's numbers. */
    EventReader(int layout, FaultSink sink, LossAccount loss) {
        fields = FaultField.ofFault(layout).toArray(FaultField[]::new);
        faultSize = Layout.faultSize(layout);
        this.sink = sink;
        this.loss = loss;
    }

    /** Reads a packet's events to its end; false where it holds what no writer of ours writes, the position tells where. */
    boolean read(ByteBuffer in) {
        while (in.hasRemaining()) {
            int at = in.position();
            if (!readEvent(in)) {
                in.position(at);
                return false;
            }
        }
        return true;
    }

    long faults() {
        return faults;
    }

    long fsyncs() {
        return fsyncs;
    }

    /** Whether the event was there that marks the recording's end. */
    boolean ended() {
        return ended;
    }

    private boolean readEvent(ByteBuffer in) {
        if (in.remaining() < Layout.EVENT_HEADER_SIZE) {
            return false;
        }
        int id = in.get();
        in.getLong();
        return switch (id) {
            case Layout.DAX_FAULT -> in.remaining() >= faultSize && readFault(in);
            case Layout.DAX_FSYNC -> in.remaining() >= Layout.FSYNC_SIZE && readFsync(in);
            case Layout.LOSS -> in.remaining() >= Layout.LOSS_SIZE && readLoss(in);
            case Layout.END -> in.remaining() >= Layout.END_SIZE && readEnd(in);
            default -> false;
        };
    }

    private boolean readFault(ByteBuffer in) {
        boolean known = true;
        for (FaultField field : fields) {
            known &= field.set(fault, field.wireType().get(in));
        }
        boolean named = in.get() != 0;
        String name = names.decode(in);
        fault.comm = named ? name : null;
        if (name == null || !known || !isSound(fault)) {
            return false;
        }
        faults++;
        sink.fault(fault);
        return true;
    }

    private static boolean isSound(Fault fault) {
        long times = Math.min(
                Math.min(fault.start, fault.total),
                Math.min(Math.min(fault.map, fault.commit), Math.min(fault.insert, fault.other)));
        return times >= Event.UNKNOWN && fault.fallbacks >= 0 && fault.retries >= 0;
    }

    private boolean readFsync(ByteBuffer in) {
        call.start = in.getLong();
        call.duration = in.getLong();
        call.result = in.getLong();
        call.rangeStart = in.getLong();
        call.rangeEnd = in.getLong();
        call.dev = in.getLong();
        call.ino = in.getLong();
        call.cgroup = in.getLong();
        call.cpu = in.getInt();
        call.tid = in.getInt();
        call.pid = in.getInt();
        call.resultKnown = in.get() != 0;
        call.datasync = in.get();
        call.cause = Layout.cause(in.get());
        boolean named = in.get() != 0;
        String name = names.decode(in);
        call.comm = named ? name : null;
        if (name == null || call.cause == null || Math.min(call.start, call.duration) < Event.UNKNOWN) {
            return false;
        }
        fsyncs++;
        sink.fsync(call);
        return true;
    }

    private boolean readLoss(ByteBuffer in) {
        for (int i = 0; i < Layout.LOSS_SIZE; i += Long.BYTES) {
            if (in.getLong(in.position() + i) < 0) {
                return false;
            }
        }
        loss.kernelDropped = in.getLong();
        loss.ringFull = in.getLong();
        loss.mapFull = in.getLong();
        loss.missedProbes = in.getLong();
        loss.unmatchedEntries = in.getLong();
        loss.unmatchedReturns = in.getLong();
        loss.clamped = in.getLong();
        return true;
    }

    private boolean readEnd(ByteBuffer in) {
        in.position(in.position() + Layout.END_SIZE);
        ended = true;
        return true;
    }
}
