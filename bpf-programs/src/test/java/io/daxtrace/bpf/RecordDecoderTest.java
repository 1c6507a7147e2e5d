package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {
    private static final int AT = 24;

    private final ByteBuffer data = ByteBuffer.allocateDirect(256).order(ByteOrder.nativeOrder());
    private final List<String> got = new ArrayList<>();
    private final RecordDecoder decoder = new RecordDecoder(
            new FaultSink() {
                @Override
                public void fault(Fault f) {
                    got.add(f.kind + " " + f.order + " total=" + f.total + " map=" + f.map + " commit=" + f.commit
                            + " insert="
                            + f.insert + " other=" + f.other + " sync=" + f.mapSync + " flags=" + f.flags + " result="
                            + f.result
                            + " fallbacks=" + f.fallbacks + " retries=" + f.retries + " dev=" + f.dev + " ino=" + f.ino
                            + " pgoff=" + f.pgoff + " address=" + f.address + " cpu=" + f.cpu + " tid=" + f.tid
                            + " pid="
                            + f.pid
                            + " comm=" + f.comm + " cgroup=" + f.cgroup + " start=" + f.start);
                }

                @Override
                public void fsync(FsyncCall c) {
                    got.add(c.cause + " " + c.start + "+" + c.duration + " result=" + (c.resultKnown ? c.result : "?")
                            + " range=" + c.rangeStart + "-" + c.rangeEnd + " datasync=" + c.datasync + " ino=" + c.ino
                            + " comm=" + c.comm);
                }
            },
            Set.of());

    private void common(int type, int kind, String comm) {
        data.putShort(AT + RecordDecoder.TYPE, (short) type);
        data.put(AT + RecordDecoder.KIND, (byte) kind);
        data.putInt(AT + RecordDecoder.CPU, 3);
        data.putLong(AT + RecordDecoder.START, 1000);
        data.putLong(AT + RecordDecoder.TOTAL, 500);
        data.putLong(AT + RecordDecoder.INO, 12);
        data.putInt(AT + RecordDecoder.DEV, 0x10300000);
        data.putInt(AT + RecordDecoder.TGID, 70);
        data.putInt(AT + RecordDecoder.TID, 71);
        data.putLong(AT + RecordDecoder.CGROUP, 99);
        byte[] name = comm.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < CommCache.COMM_SIZE; i++) {
            data.put(AT + RecordDecoder.COMM + i, i < name.length ? name[i] : 0);
        }
    }

    private void syncFault() {
        common(RecordDecoder.FAULT, Fault.Kind.SYNC.ordinal(), "a b\u00e9");
        data.putLong(AT + RecordDecoder.MAP, 100);
        data.putLong(AT + RecordDecoder.FINISH, 350);
        data.putLong(AT + RecordDecoder.COMMIT, 300);
        data.putLong(AT + RecordDecoder.COMMIT_START, 1120);
        data.putLong(AT + RecordDecoder.PGOFF, 7);
        data.putLong(AT + RecordDecoder.ADDRESS, 0x7000);
        data.putLong(AT + RecordDecoder.COMMIT_RANGE_START, 28672);
        data.putLong(AT + RecordDecoder.COMMIT_RANGE_END, 32767);
        data.putInt(AT + RecordDecoder.FLAGS, 0x255);
        data.putInt(AT + RecordDecoder.RESULT, 0x100);
        data.putInt(AT + RecordDecoder.COMMIT_RESULT, 0);
        data.put(AT + RecordDecoder.ORDER, (byte) 1);
        data.put(AT + RecordDecoder.MAP_SYNC, (byte) 1);
        data.putShort(AT + RecordDecoder.FALLBACKS, (short) 2);
        data.putShort(AT + RecordDecoder.RETRIES, (short) 1);
    }

    /** A commit longer than the stage it lies in: the record was made of two faults, or is damaged. */
    @Test
    void aRecordThatNoFaultCanHaveMadeIsCountedAndNotHandedOn() {
        syncFault();
        data.putLong(AT + RecordDecoder.FINISH, 299);
        decoder.record(data, AT, RecordDecoder.FAULT_SIZE);
        assertThat(got).isEmpty();
        assertThat(decoder.unsound()).isOne();
        assertThat(decoder.faults()).isZero();
    }

    @Test
    void aSyncFaultIsItsFlushAndThenItself() {
        syncFault();
        decoder.record(data, AT, RecordDecoder.FAULT_SIZE);
        assertThat(got)
                .containsExactly(
                        "FAULT 1120+300 result=0 range=28672-32767 datasync=1 ino=12 comm=a b\u00e9",
                        "SYNC PMD total=500 map=100 commit=300 insert=50 other=50 sync=1 flags=597 result=256 fallbacks=2"
                                + " retries=1 dev=271581184 ino=12 pgoff=7 address=28672 cpu=3 tid=71 pid=70 comm=a b\u00e9"
                                + " cgroup=99 start=1000");
        assertThat(decoder.faults()).isEqualTo(1);
        assertThat(decoder.fsyncs()).isZero();
    }

    @Test
    void whatTheProbesDidNotSeeIsUnknown() {
        syncFault();
        data.put(AT + RecordDecoder.LACKS, (byte) (RecordDecoder.LACKS_INSERT | RecordDecoder.LACKS_HANDLER));
        decoder.record(data, AT, RecordDecoder.FAULT_SIZE);
        assertThat(got.get(1)).contains("commit=300 insert=" + Event.UNKNOWN + " other=" + Event.UNKNOWN);
        assertThat(decoder.withoutHandler()).isEqualTo(1);
    }

    @Test
    void anFsyncCallHasItsCauseAndResult() {
        common(RecordDecoder.FSYNC, FsyncCall.Cause.DSYNC_WRITE.ordinal(), "sixteen-bytes-16");
        data.putLong(AT + RecordDecoder.RANGE_START, 0);
        data.putLong(AT + RecordDecoder.RANGE_END, Long.MAX_VALUE);
        data.putInt(AT + RecordDecoder.FSYNC_RESULT, -5);
        data.putInt(AT + RecordDecoder.DATASYNC, 8);
        decoder.record(data, AT, RecordDecoder.FSYNC_SIZE);
        assertThat(got)
                .containsExactly("DSYNC_WRITE 1000+500 result=-5 range=0-9223372036854775807 datasync=1 ino=12"
                        + " comm=sixteen-bytes-16");
    }

    @Test
    void aFlushThatFailedWithEpermIsKnown() {
        syncFault();
        data.putInt(AT + RecordDecoder.COMMIT_RESULT, -1);
        decoder.record(data, AT, RecordDecoder.FAULT_SIZE);
        assertThat(got.get(0)).contains("result=-1 ");
        common(RecordDecoder.FSYNC, FsyncCall.Cause.FSYNC.ordinal(), "x");
        data.putInt(AT + RecordDecoder.FSYNC_RESULT, -1);
        decoder.record(data, AT, RecordDecoder.FSYNC_SIZE);
        assertThat(got.get(2)).contains("result=-1 ");
    }

    @Test
    void anotherLengthIsADefect() {
        common(RecordDecoder.FAULT, 0, "x");
        assertThatThrownBy(() -> decoder.record(data, AT, 80)).hasMessage("ring buffer record: type=1, length=80");
    }

    @Test
    void theSameNameIsTheSameString() {
        CommCache cache = new CommCache();
        common(RecordDecoder.FSYNC, 0, "postgres");
        String first = cache.comm(data, AT + RecordDecoder.COMM);
        assertThat(cache.comm(data, AT + RecordDecoder.COMM)).isSameAs(first).isEqualTo("postgres");
    }
}
