package io.daxtrace.faults.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.LossAccount;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private final Capture capture = new Capture("capture");
    private final PromiseCheck check = new PromiseCheck(capture, 4096);

    private static Fault fault(Fault.Kind kind) {
        Fault fault = new Fault().clear();
        fault.kind = kind;
        fault.order = Fault.Order.PTE;
        fault.pgoff = 7;
        fault.start = 100;
        fault.total = 50;
        fault.commit = kind == Fault.Kind.SYNC ? 30 : 0;
        fault.result = FaultResult.NOPAGE;
        return fault;
    }

    private void flush(long result) {
        FsyncCall call = new FsyncCall().clear();
        call.cause = FsyncCall.Cause.FAULT;
        call.start = 110;
        call.duration = 30;
        call.rangeStart = 0x7000;
        call.rangeEnd = 0x7fff;
        call.datasync = 1;
        call.result = result;
        call.resultKnown = true;
        check.faults().fsync(call);
        check.faults().fault(fault(Fault.Kind.SYNC));
    }

    private Verification.Verdict verdict() {
        return Verification.of(capture, check).verdict();
    }

    @Test
    void keptMeansAllOfThem() {
        flush(0);
        assertThat(verdict()).isEqualTo(Verification.Verdict.KEPT);
        check.faults().fault(fault(Fault.Kind.SYNC)); // without its flush
        assertThat(verdict()).isEqualTo(Verification.Verdict.UNKNOWN);
    }

    @Test
    void oneThatIsBrokenIsEnough() {
        flush(0);
        flush(-5);
        check.lost(0, 1);
        assertThat(verdict()).isEqualTo(Verification.Verdict.BROKEN);
    }

    @Test
    void faultsThatNeededNoSyncAreNone() {
        check.faults().fault(fault(Fault.Kind.ASYNC));
        assertThat(verdict()).isEqualTo(Verification.Verdict.NONE);
        assertThat(Verification.of(capture, check).gaps()).isEmpty();
    }

    @Test
    void aCaptureThatTellsNoResultsShowsNothing() {
        Verification verification = Verification.of(capture, check);
        assertThat(verification.verdict()).isEqualTo(Verification.Verdict.UNKNOWN);
        assertThat(verification.incomplete()).isFalse();
        assertThat(verification.gaps())
                .singleElement()
                .asString()
                .startsWith("no event tells whether a fault needed a sync");
    }

    /** Each kind of loss alone; values beyond a histogram's range are none. */
    @Test
    void aPromiseMayHaveBeenMadeInWhateverWasLost() {
        flush(0);
        List<Consumer<LossAccount>> losses = List.of(
                loss -> loss.kernelDropped = 1,
                loss -> loss.ringFull = 2,
                loss -> loss.mapFull = 4,
                loss -> loss.missedProbes = 8,
                loss -> loss.unmatchedEntries = 16,
                loss -> loss.unmatchedReturns = 32);
        for (Consumer<LossAccount> loss : losses) {
            Capture lossy = new Capture("lossy");
            loss.accept(lossy.loss());
            Verification verification = Verification.of(lossy, check);
            assertThat(verification.verdict()).isEqualTo(Verification.Verdict.UNKNOWN);
            assertThat(verification.incomplete()).isTrue();
            assertThat(verification.gaps()).containsExactly("events were lost in recording");
        }
        capture.loss().clamped = 1;
        assertThat(verdict()).isEqualTo(Verification.Verdict.KEPT);
    }

    @Test
    void aCaptureThatEndsEarlyIsIncomplete() {
        flush(0);
        capture.truncated("ends early");
        Verification verification = Verification.of(capture, check);
        assertThat(verification.incomplete()).isTrue();
        assertThat(verification.gaps()).containsExactly("not all of the capture could be read");
        assertThat(verification.verdict()).isEqualTo(Verification.Verdict.UNKNOWN);
    }
}
