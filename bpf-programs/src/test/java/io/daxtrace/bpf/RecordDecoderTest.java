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
import org.junit.jupiter.api.Test;

class RecordDecoderTest {
    private static final int AT = 24;

    private final ByteBuffer data = ByteBuffer.allocateDirect(256).order(ByteOrder.nativeOrder());
    private final List<String> got = new ArrayList<>();
    private final RecordDecoder decoder = new RecordDecoder(new FaultSink() {
        @Override
        public void fault(Fault f) {
            got.add(f.kind + " " + f.order + " total=" + f.total + " map=" + f.map + " commit=" + f.commit + " insert="
                    + f.insert + " other=" + f.other + " sync=" + f.mapSync + " flags=" + f.flags + " result="
                    + f.result
                    + " fallbacks=" + f.fallbacks + " retries=" + f.retries + " dev=" + f.dev + " ino=" + f.ino
                    + " pgoff=" + f.pgoff + " address=" + f.address + " cpu=" + f.cpu + " tid=" + f.tid + " pid="
                    + f.pid
                    + " comm=" + f.comm + " cgroup=" + f.cgroup + " start=" + f.start);
        }

        @Override
        public void fsync(FsyncCall c) {
            got.add(c.cause + " " + c.start + "+" + c.duration + " result=" + c.result + " range=" + c.rangeStart + "-"
                    + c.rangeEnd + " datasync=" + c.datasync + " ino=" + c.ino + " comm=" + c.comm);
        }
    });

    private void common(int type, int kind, String comm) {
        data.putShort(AT + RecordLayout.TYPE, (short) type);
        data.put(AT + RecordLayout.KIND, (byte) kind);
        data.putInt(AT + RecordLayout.CPU, 3);
        data.putLong(AT + RecordLayout.START, 1000);
        data.putLong(AT + RecordLayout.TOTAL, 500);
        data.putLong(AT + RecordLayout.INO, 12);
        data.putInt(AT + RecordLayout.DEV, 0x10300000);
        data.putInt(AT + RecordLayout.TGID, 70);
        data.putInt(AT + RecordLayout.TID, 71);
        data.putLong(AT + RecordLayout.CGROUP, 99);
        byte[] name = comm.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < RecordLayout.COMM_SIZE; i++) {
            data.put(AT + RecordLayout.COMM + i, i < name.length ? name[i] : 0);
        }
    }

    private void syncFault() {
        common(RecordLayout.FAULT, Fault.Kind.SYNC.ordinal(), "a b\u00e9");
        data.putLong(AT + RecordLayout.MAP, 100);
        data.putLong(AT + RecordLayout.FINISH, 350);
        data.putLong(AT + RecordLayout.COMMIT, 300);
        data.putLong(AT + RecordLayout.COMMIT_START, 1120);
        data.putLong(AT + RecordLayout.PGOFF, 7);
        data.putLong(AT + RecordLayout.ADDRESS, 0x7000);
        data.putLong(AT + RecordLayout.COMMIT_FROM, 28672);
        data.putLong(AT + RecordLayout.COMMIT_TO, 32767);
        data.putInt(AT + RecordLayout.FLAGS, 0x255);
        data.putInt(AT + RecordLayout.RESULT, 0x100);
        data.putInt(AT + RecordLayout.COMMIT_RESULT, 0);
        data.put(AT + RecordLayout.LEVEL, (byte) 1);
        data.put(AT + RecordLayout.MAP_SYNC, (byte) 1);
        data.putShort(AT + RecordLayout.FALLBACKS, (short) 2);
        data.putShort(AT + RecordLayout.RETRIES, (short) 1);
    }

    @Test
    void aSyncFaultIsItsFlushAndThenItself() {
        syncFault();
        decoder.record(data, AT, RecordLayout.FAULT_SIZE);
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
        data.put(AT + RecordLayout.LACKS, (byte) (RecordLayout.LACKS_INSERT | RecordLayout.LACKS_HANDLER));
        decoder.record(data, AT, RecordLayout.FAULT_SIZE);
        assertThat(got.get(1)).contains("commit=300 insert=" + Event.UNKNOWN + " other=" + Event.UNKNOWN);
        assertThat(decoder.withoutHandler()).isEqualTo(1);
    }

    @Test
    void anFsyncCallHasItsCauseAndResult() {
        common(RecordLayout.FSYNC, FsyncCall.Cause.DSYNC_WRITE.ordinal(), "sixteen-bytes-16");
        data.putLong(AT + RecordLayout.RANGE_START, 0);
        data.putLong(AT + RecordLayout.RANGE_END, Long.MAX_VALUE);
        data.putInt(AT + RecordLayout.FSYNC_RESULT, -5);
        data.putInt(AT + RecordLayout.DATASYNC, 8);
        decoder.record(data, AT, RecordLayout.FSYNC_SIZE);
        assertThat(got)
                .containsExactly("DSYNC_WRITE 1000+500 result=-5 range=0-9223372036854775807 datasync=1 ino=12"
                        + " comm=sixteen-bytes-16");
    }

    @Test
    void anotherLengthIsADefect() {
        common(RecordLayout.FAULT, 0, "x");
        assertThatThrownBy(() -> decoder.record(data, AT, 80)).hasMessage("ring buffer record: type=1, length=80");
    }

    @Test
    void theSameNameIsTheSameString() {
        CommCache cache = new CommCache();
        common(RecordLayout.FSYNC, 0, "postgres");
        String first = cache.comm(data, AT + RecordLayout.COMM);
        assertThat(cache.comm(data, AT + RecordLayout.COMM)).isSameAs(first).isEqualTo("postgres");
    }
}
