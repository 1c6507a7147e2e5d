package io.daxtrace.bpf;

import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import java.nio.ByteBuffer;

/** Turns ring buffer records into faults and fsync calls. A sync fault's own flush is in its record, and comes first. */
final class RecordDecoder implements RingReader.Records {
    private static final Fault.Kind[] KINDS = Fault.Kind.values();
    private static final Fault.Order[] ORDERS = {Fault.Order.PTE, Fault.Order.PMD, Fault.Order.PUD};
    private static final FsyncCall.Cause[] CAUSES = FsyncCall.Cause.values();

    private final FaultSink sink;
    private final Fault fault = new Fault();
    private final FsyncCall call = new FsyncCall();
    private final CommCache comms = new CommCache();
    private long withoutHandler;
    private long faults;
    private long fsyncs;

    RecordDecoder(FaultSink sink) {
        this.sink = sink;
    }

    @Override
    public void record(ByteBuffer data, int at, int length) {
        int type = data.getShort(at + RecordLayout.TYPE);
        if (type == RecordLayout.FAULT && length == RecordLayout.FAULT_SIZE) {
            fault(data, at);
        } else if (type == RecordLayout.FSYNC && length == RecordLayout.FSYNC_SIZE) {
            fsync(data, at);
        } else {
            throw new IllegalStateException("ring buffer record: type=" + type + ", length=" + length);
        }
    }

    /** Faults decoded. */
    long faults() {
        return faults;
    }

    /** Flushes decoded, those of faults left out. */
    long fsyncs() {
        return fsyncs;
    }

    /** Faults whose total is from the first dax_iomap_fault to the last return. */
    long withoutHandler() {
        return withoutHandler;
    }

    private void fault(ByteBuffer data, int at) {
        faults++;
        int lacks = data.get(at + RecordLayout.LACKS);
        if ((lacks & RecordLayout.LACKS_HANDLER) != 0) {
            withoutHandler++;
        }
        Fault f = fault.clear();
        f.kind = KINDS[data.get(at + RecordLayout.KIND)];
        f.order = ORDERS[data.get(at + RecordLayout.LEVEL)];
        f.start = data.getLong(at + RecordLayout.START);
        f.total = data.getLong(at + RecordLayout.TOTAL);
        f.map = data.getLong(at + RecordLayout.MAP);
        f.commit = data.getLong(at + RecordLayout.COMMIT);
        if ((lacks & RecordLayout.LACKS_INSERT) == 0) {
            long finish = data.getLong(at + RecordLayout.FINISH);
            f.insert = finish - f.commit;
            f.other = f.total - f.map - finish;
        }
        f.result = Integer.toUnsignedLong(data.getInt(at + RecordLayout.RESULT));
        f.flags = Integer.toUnsignedLong(data.getInt(at + RecordLayout.FLAGS));
        f.fallbacks = Short.toUnsignedInt(data.getShort(at + RecordLayout.FALLBACKS));
        f.retries = Short.toUnsignedInt(data.getShort(at + RecordLayout.RETRIES));
        f.mapSync = data.get(at + RecordLayout.MAP_SYNC);
        f.pgoff = data.getLong(at + RecordLayout.PGOFF);
        f.address = data.getLong(at + RecordLayout.ADDRESS);
        f.dev = Integer.toUnsignedLong(data.getInt(at + RecordLayout.DEV));
        f.ino = data.getLong(at + RecordLayout.INO);
        f.cpu = data.getInt(at + RecordLayout.CPU);
        f.tid = data.getInt(at + RecordLayout.TID);
        f.pid = data.getInt(at + RecordLayout.TGID);
        f.comm = comms.comm(data, at + RecordLayout.COMM);
        f.cgroup = data.getLong(at + RecordLayout.CGROUP);
        if (data.getLong(at + RecordLayout.COMMIT_START) != 0) {
            commit(data, at);
        }
        sink.fault(f);
    }

    private void commit(ByteBuffer data, int at) {
        FsyncCall c = common(data, at);
        c.cause = FsyncCall.Cause.FAULT;
        c.start = data.getLong(at + RecordLayout.COMMIT_START);
        c.duration = data.getLong(at + RecordLayout.COMMIT);
        c.result = data.getInt(at + RecordLayout.COMMIT_RESULT);
        c.rangeStart = data.getLong(at + RecordLayout.COMMIT_FROM);
        c.rangeEnd = data.getLong(at + RecordLayout.COMMIT_TO);
        c.datasync = 1; // dax_finish_sync_fault asks for no more
        sink.fsync(c);
    }

    private void fsync(ByteBuffer data, int at) {
        fsyncs++;
        FsyncCall c = common(data, at);
        c.cause = CAUSES[data.get(at + RecordLayout.KIND)];
        c.start = data.getLong(at + RecordLayout.START);
        c.duration = data.getLong(at + RecordLayout.TOTAL);
        c.result = data.getInt(at + RecordLayout.FSYNC_RESULT);
        c.rangeStart = data.getLong(at + RecordLayout.RANGE_START);
        c.rangeEnd = data.getLong(at + RecordLayout.RANGE_END);
        c.datasync = data.getInt(at + RecordLayout.DATASYNC) == 0 ? 0 : 1;
        sink.fsync(c);
    }

    private FsyncCall common(ByteBuffer data, int at) {
        FsyncCall c = call.clear();
        c.resultKnown = true;
        c.dev = Integer.toUnsignedLong(data.getInt(at + RecordLayout.DEV));
        c.ino = data.getLong(at + RecordLayout.INO);
        c.cpu = data.getInt(at + RecordLayout.CPU);
        c.tid = data.getInt(at + RecordLayout.TID);
        c.pid = data.getInt(at + RecordLayout.TGID);
        c.comm = comms.comm(data, at + RecordLayout.COMM);
        c.cgroup = data.getLong(at + RecordLayout.CGROUP);
        return c;
    }
}
