package io.daxtrace.faults.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Captures of ours: the fsync call of a fault comes first, then the fault. */
class RecordedPromisesTest {
    private final PromiseCheck check = new PromiseCheck(new Capture("capture"), 4096);
    private final FaultSink sink = check.faults();

    /** Page 7 of a file, flushed from 110 to 140. */
    private static FsyncCall flush() {
        FsyncCall call = new FsyncCall().clear();
        call.cause = FsyncCall.Cause.FAULT;
        call.tid = 1;
        call.start = 110;
        call.duration = 30;
        call.rangeStart = 0x7000;
        call.rangeEnd = 0x7fff;
        call.datasync = 1;
        call.resultKnown = true;
        return call;
    }

    /** From 100 to 150. */
    private static Fault fault() {
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.SYNC;
        fault.order = Fault.Order.PTE;
        fault.tid = 1;
        fault.comm = "writer";
        fault.dev = 5;
        fault.ino = 21;
        fault.pgoff = 7;
        fault.start = 100;
        fault.total = 50;
        fault.map = 5;
        fault.commit = 30;
        fault.insert = 5;
        fault.other = 10;
        fault.result = FaultResult.NOPAGE;
        return fault;
    }

    private void play(FsyncCall call, Fault fault) {
        sink.fsync(call);
        sink.fault(fault);
    }

    private void assertDoubt(Doubt doubt) {
        PromiseAccount account = check.finish();
        assertThat(account.doubtCounts()).isEqualTo(Map.of(doubt, 1L));
        assertThat(account.total()).isEqualTo(1);
    }

    @Test
    void aFlushOfThePageInsideTheFaultKeepsItsPromise() {
        assertThat(check.seesResults()).isFalse();
        play(flush(), fault());
        assertThat(check.finish().kept()).isEqualTo(1);
        assertThat(check.finish().total()).isEqualTo(1);
        assertThat(check.seesResults()).isTrue();
    }

    @Test
    void itMayTakeAllOfTheFaultsTime() {
        FsyncCall call = flush();
        call.start = 100;
        call.duration = 50;
        play(call, fault());
        assertThat(check.finish().kept()).isEqualTo(1);
    }

    @Test
    void aFaultWhoseEndIsNotKnownHasWhatFollowedItsBeginning() {
        Fault fault = fault();
        fault.total = Event.UNKNOWN;
        play(flush(), fault);
        assertThat(check.finish().kept()).isEqualTo(1);
    }

    /** The record of this fault's own call is lost, and that of another fault is left. */
    @Test
    void aFlushBeforeOrAfterTheFaultIsAnothers() {
        FsyncCall before = flush();
        before.start = 99;
        play(before, fault());
        assertDoubt(Doubt.RANGE_NOT_RECORDED);
    }

    @Test
    void aFlushThatEndedAfterTheFaultIsAnothers() {
        FsyncCall after = flush();
        after.duration = 41;
        play(after, fault());
        assertDoubt(Doubt.RANGE_NOT_RECORDED);
    }

    @Test
    void aFlushIsOfOneFault() {
        play(flush(), fault());
        sink.fault(fault());
        PromiseAccount account = check.finish();
        assertThat(account.kept()).isEqualTo(1);
        assertThat(account.doubtCounts()).isEqualTo(Map.of(Doubt.RANGE_NOT_RECORDED, 1L));
    }

    @Test
    void otherCallsAreNoFaultsFlush() {
        FsyncCall call = flush();
        call.cause = FsyncCall.Cause.MSYNC;
        play(call, fault());
        assertDoubt(Doubt.RANGE_NOT_RECORDED);
    }

    @Test
    void aSyncFaultWithoutAnyFlushSaysThatNoneWasTraced() {
        Fault fault = fault();
        fault.commit = Event.UNKNOWN;
        sink.fault(fault);
        assertDoubt(Doubt.NO_FSYNC_PROBE);
    }

    @Test
    void asyncFaultsPromiseNothing() {
        Fault fault = fault();
        fault.kind = Fault.Kind.ASYNC;
        fault.commit = 0;
        sink.fault(fault);
        assertThat(check.finish().total()).isZero();
        assertThat(check.seesResults()).isTrue();
    }

    /** It failed after its commit stage, so it had asked for a sync. */
    @Test
    void aFailedFaultWithACommitHadAPromise() {
        Fault fault = fault();
        fault.kind = Fault.Kind.FAILED;
        sink.fault(fault);
        assertDoubt(Doubt.RANGE_NOT_RECORDED);
    }

    @Test
    void aMappingInSpiteOfAFailedFlushIsBroken() {
        FsyncCall call = flush();
        call.result = -5;
        play(call, fault());
        Violation violation = check.finish().violations().get(0);
        assertThat(violation.kind()).isEqualTo(Violation.Kind.FAILED_FSYNC_INSERTED);
        assertThat(violation.comm()).isEqualTo("writer");
        assertThat(violation.dev()).isEqualTo(5);
        assertThat(violation.ino()).isEqualTo(21);
        assertThat(violation.offset()).isEqualTo(0x7000);
        assertThat(violation.time()).isEqualTo(110);
        assertThat(violation.events())
                .containsExactly(
                        "0.000000110 vfs_fsync_range start=28672 end=32767 datasync=1 returned -5",
                        "0.000000100 fault of 50 ns, result NOPAGE");
    }

    @Test
    void anErrorAfterAFailedFlushKeepsThePromise() {
        FsyncCall call = flush();
        call.result = -5;
        Fault fault = fault();
        fault.kind = Fault.Kind.FAILED;
        fault.result = FaultResult.SIGBUS;
        play(call, fault);
        assertThat(check.finish().kept()).isEqualTo(1);
    }

    /** That dax_iomap_fault asked for the sync is not what the program got. */
    @Test
    void theRequestForASyncIsNotTheFaultsResult() {
        FsyncCall call = flush();
        call.result = -5;
        Fault fault = fault();
        fault.result = FaultResult.NEEDDSYNC;
        play(call, fault);
        assertDoubt(Doubt.ERROR_NOT_RECORDED);
    }

    @Test
    void aFlushThatLeavesOutAPartOfAHugePageIsBroken() {
        Fault fault = fault();
        fault.order = Fault.Order.PMD;
        fault.pgoff = 512;
        FsyncCall call = flush();
        call.rangeStart = 0x20_0000;
        call.rangeEnd = 0x3f_efff;
        play(call, fault);
        assertThat(check.finish().violationCounts()).isEqualTo(Map.of(Violation.Kind.WRONG_RANGE, 1L));
    }

    @Test
    void anOffsetBeyondAnyFileIsNone() {
        Fault fault = fault();
        fault.pgoff = (1L << 46) + 1;
        play(flush(), fault);
        assertDoubt(Doubt.OFFSET_NOT_RECORDED);
    }

    @Test
    void aFlushWithoutItsEndProvesNothing() {
        FsyncCall call = flush();
        call.duration = Event.UNKNOWN;
        Fault fault = fault();
        fault.result = Event.UNKNOWN;
        play(call, fault);
        assertDoubt(Doubt.FSYNC_END_NOT_SEEN);
    }

    /** A later call of the same thread replaces the one whose fault was lost, with all that was known of it. */
    @Test
    void theLastFlushBeforeAFaultIsIts() {
        FsyncCall lost = flush();
        lost.start = 10;
        lost.result = -5;
        sink.fsync(lost);
        FsyncCall own = flush();
        own.resultKnown = false;
        play(own, fault());
        assertDoubt(Doubt.FSYNC_RESULT_NOT_RECORDED);
    }
}
