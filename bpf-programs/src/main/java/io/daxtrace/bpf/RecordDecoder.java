package io.daxtrace.bpf;

import static io.daxtrace.bpf.ObjectTypes.offset;

import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Part;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Turns ring buffer records, as record.h describes them, into faults and fsync calls. The fsync call of a sync fault is in the
 * fault's record, and is handed on first.
 */
final class RecordDecoder implements RingReader.Records {
    private static final String COMMON = "record";
    static final int TYPE = offset(COMMON, "type");
    static final int KIND = offset(COMMON, "kind");
    static final int LACKS = offset(COMMON, "lacks");
    static final int CPU = offset(COMMON, "cpu");
    static final int START = offset(COMMON, "start");
    static final int TOTAL = offset(COMMON, "total");
    static final int INO = offset(COMMON, "ino");
    static final int DEV = offset(COMMON, "dev");
    static final int TGID = offset(COMMON, "tgid");
    static final int TID = offset(COMMON, "tid");
    static final int CGROUP = offset(COMMON, "cgroup");
    static final int COMM = offset(COMMON, "comm");

    private static final String OF_FAULT = "fault_record";
    static final int MAP = offset(OF_FAULT, "map");
    static final int FINISH = offset(OF_FAULT, "finish");
    static final int COMMIT = offset(OF_FAULT, "commit");
    static final int COMMIT_START = offset(OF_FAULT, "commit_start");
    static final int PGOFF = offset(OF_FAULT, "pgoff");
    static final int ADDRESS = offset(OF_FAULT, "address");
    static final int COMMIT_RANGE_START = offset(OF_FAULT, "range_start");
    static final int COMMIT_RANGE_END = offset(OF_FAULT, "range_end");
    static final int FLAGS = offset(OF_FAULT, "flags");
    static final int RESULT = offset(OF_FAULT, "result");
    static final int COMMIT_RESULT = offset(OF_FAULT, "commit_result");
    static final int ORDER = offset(OF_FAULT, "order");
    static final int MAP_SYNC = offset(OF_FAULT, "map_sync");
    static final int FALLBACKS = offset(OF_FAULT, "fallbacks");
    static final int RETRIES = offset(OF_FAULT, "retries");
    static final int FAULT_SIZE = ObjectTypes.size(OF_FAULT);

    private static final String OF_DETAILED_FAULT = "detailed_fault_record";
    static final int PARTS = offset(OF_DETAILED_FAULT, "parts");
    static final int DETAILED_FAULT_SIZE = ObjectTypes.size(OF_DETAILED_FAULT);

    private static final String OF_FSYNC = "fsync_record";
    static final int RANGE_START = offset(OF_FSYNC, "range_start");
    static final int RANGE_END = offset(OF_FSYNC, "range_end");
    static final int FSYNC_RESULT = offset(OF_FSYNC, "result");
    static final int DATASYNC = offset(OF_FSYNC, "datasync");
    static final int FSYNC_SIZE = ObjectTypes.size(OF_FSYNC);

    static final int FAULT = ObjectTypes.value("RECORD_FAULT");
    static final int FSYNC = ObjectTypes.value("RECORD_FSYNC");
    static final int LACKS_HANDLER = ObjectTypes.value("LACKS_HANDLER");
    static final int LACKS_INSERT = ObjectTypes.value("LACKS_INSERT");

    private static final Fault.Kind[] KINDS = Fault.Kind.values();
    private static final Fault.Order[] ORDERS = {Fault.Order.PTE, Fault.Order.PMD, Fault.Order.PUD};
    private static final Part.Stage[] STAGES = Part.Stage.values();
    private static final FsyncCall.Cause[] CAUSES = FsyncCall.Cause.values();

    private final FaultSink sink;
    private final int[] parts;
    private final Fault fault = new Fault();
    private final FsyncCall call = new FsyncCall();
    private final CommCache comms = new CommCache();
    private long withoutHandler;
    private long faults;
    private long unsound;
    private long fsyncs;

    /** @param parts of the stages, that are followed */
    RecordDecoder(FaultSink sink, Set<Part> parts) {
        this.sink = sink;
        this.parts = parts.stream().mapToInt(Part::ordinal).toArray();
    }

    @Override
    public void record(ByteBuffer data, int at, int length) {
        int type = data.getShort(at + TYPE);
        if (type == FAULT && length == (parts.length == 0 ? FAULT_SIZE : DETAILED_FAULT_SIZE)) {
            fault(data, at);
        } else if (type == FSYNC && length == FSYNC_SIZE) {
            fsync(data, at);
        } else {
            throw new IllegalStateException("ring buffer record: type=" + type + ", length=" + length);
        }
    }

    /** Faults decoded. */
    long faults() {
        return faults;
    }

    /** Records that no fault can have made: their numbers are in no result. */
    long unsound() {
        return unsound;
    }

    /** Flushes decoded, those of faults left out. */
    long fsyncs() {
        return fsyncs;
    }

    /** Faults whose total is from the first dax_iomap_fault to the last return. */
    long withoutHandler() {
        return withoutHandler;
    }

    /** Whether it can be a fault: no stage is below zero. */
    private static boolean isSound(Fault f, boolean knowsInsert) {
        return Math.min(Math.min(f.total, f.map), f.commit) >= 0 && (!knowsInsert || Math.min(f.insert, f.other) >= 0);
    }

    /** Reads the parts of the stages; whether none has more of them than it is long. */
    private boolean hasSoundParts(ByteBuffer data, int at, Fault f) {
        for (int part : parts) {
            f.parts[part] = data.getLong(at + PARTS + part * Long.BYTES);
        }
        if (f.other == Event.UNKNOWN) {
            f.parts[Part.OTHER_HANDLE.ordinal()] = Event.UNKNOWN;
        }
        for (Part.Stage stage : STAGES) {
            if (stage.isExceeded(f)) {
                return false;
            }
        }
        return true;
    }

    private void fault(ByteBuffer data, int at) {
        int lacks = data.get(at + LACKS);
        if ((lacks & LACKS_HANDLER) != 0) {
            withoutHandler++;
        }
        Fault f = fault.clear();
        f.kind = KINDS[data.get(at + KIND)];
        f.order = ORDERS[data.get(at + ORDER)];
        f.start = data.getLong(at + START);
        f.total = data.getLong(at + TOTAL);
        f.map = data.getLong(at + MAP);
        f.commit = data.getLong(at + COMMIT);
        if ((lacks & LACKS_INSERT) == 0) {
            long finish = data.getLong(at + FINISH);
            f.insert = finish - f.commit;
            f.other = f.total - f.map - finish;
        }
        f.result = Integer.toUnsignedLong(data.getInt(at + RESULT));
        f.flags = Integer.toUnsignedLong(data.getInt(at + FLAGS));
        f.fallbacks = Short.toUnsignedInt(data.getShort(at + FALLBACKS));
        f.retries = Short.toUnsignedInt(data.getShort(at + RETRIES));
        f.mapSync = data.get(at + MAP_SYNC);
        f.pgoff = data.getLong(at + PGOFF);
        f.address = data.getLong(at + ADDRESS);
        f.dev = Integer.toUnsignedLong(data.getInt(at + DEV));
        f.ino = data.getLong(at + INO);
        f.cpu = data.getInt(at + CPU);
        f.tid = data.getInt(at + TID);
        f.pid = data.getInt(at + TGID);
        f.comm = comms.comm(data, at + COMM);
        f.cgroup = data.getLong(at + CGROUP);
        boolean isSound = isSound(f, (lacks & LACKS_INSERT) == 0);
        if (parts.length > 0
                && (lacks & LACKS_HANDLER) == 0) { // else the filesystem's functions may not be followed either
            isSound &= hasSoundParts(data, at, f);
        }
        if (!isSound) {
            unsound++;
            return;
        }
        if (data.getLong(at + COMMIT_START) != 0) {
            commit(data, at);
        }
        faults++;
        sink.fault(f);
    }

    private void commit(ByteBuffer data, int at) {
        FsyncCall c = common(data, at);
        c.cause = FsyncCall.Cause.FAULT;
        c.start = data.getLong(at + COMMIT_START);
        c.duration = data.getLong(at + COMMIT);
        c.result = data.getInt(at + COMMIT_RESULT);
        c.rangeStart = data.getLong(at + COMMIT_RANGE_START);
        c.rangeEnd = data.getLong(at + COMMIT_RANGE_END);
        c.datasync = 1; // dax_finish_sync_fault asks for no more
        sink.fsync(c);
    }

    private void fsync(ByteBuffer data, int at) {
        fsyncs++;
        FsyncCall c = common(data, at);
        c.cause = CAUSES[data.get(at + KIND)];
        c.start = data.getLong(at + START);
        c.duration = data.getLong(at + TOTAL);
        c.result = data.getInt(at + FSYNC_RESULT);
        c.rangeStart = data.getLong(at + RANGE_START);
        c.rangeEnd = data.getLong(at + RANGE_END);
        c.datasync = data.getInt(at + DATASYNC) == 0 ? 0 : 1;
        sink.fsync(c);
    }

    private FsyncCall common(ByteBuffer data, int at) {
        FsyncCall c = call.clear();
        c.resultKnown = true;
        c.dev = Integer.toUnsignedLong(data.getInt(at + DEV));
        c.ino = data.getLong(at + INO);
        c.cpu = data.getInt(at + CPU);
        c.tid = data.getInt(at + TID);
        c.pid = data.getInt(at + TGID);
        c.comm = comms.comm(data, at + COMM);
        c.cgroup = data.getLong(at + CGROUP);
        return c;
    }
}
