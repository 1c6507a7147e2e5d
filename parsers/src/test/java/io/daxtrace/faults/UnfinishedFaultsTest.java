package io.daxtrace.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.KernelFunction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults whose beginning, end or middle a capture lacks: what is known of them is told, and what is lost is counted. */
class UnfinishedFaultsTest {
    private static final String NEXT_ENTRY = "900 1 dax_iomap_fault @ffff000";
    private static final String NEXT_RETURN = "907 1 <dax_iomap_fault =NOPAGE";
    /** What a later fault of the same thread has to look like, whatever came before. */
    private static final String NEXT = "1 ASYNC UNKNOWN total=7 map=7 commit=0 insert=0 other=0 fallbacks=0 retries=0";

    private static void assertLost(Script script, long entries, long returns, long faults) {
        assertThat(script.capture.loss().unmatchedEntries).as("entries").isEqualTo(entries);
        assertThat(script.capture.loss().unmatchedReturns).as("returns").isEqualTo(returns);
        assertThat(script.capture.loss().lostFaults).as("faults").isEqualTo(faults);
    }

    @Test
    void anErrorIsTheEndOfAFaultWhenTheCaptureEnds() {
        Script script = Script.play("10 1 dax_iomap_fault", "13 1 <dax_iomap_fault =SIGBUS");
        assertThat(script.faults)
                .containsExactly("1 FAILED UNKNOWN total=3 map=3 commit=0 insert=0 other=0 fallbacks=0 retries=0");
        assertLost(script, 0, 0, 0);
    }

    @Test
    void aSyncFaultWhoseEndNoProbeTellsIsOneWhenTheCaptureEnds() {
        Script script = Script.play("10 1 dax_iomap_fault", "20 1 <dax_iomap_fault =NEEDDSYNC");
        assertThat(script.faults)
                .containsExactly("1 SYNC UNKNOWN total=-1 map=10 commit=-1 insert=-1 other=-1 fallbacks=0 retries=0");
        assertThat(script.facts).allMatch(facts -> facts.contains("result=unknown"));
        assertLost(script, 0, 0, 0);
    }

    @Test
    void aSyncFaultWhoseEndAProbeWouldHaveToldIsLost() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "25 1 dax_finish_sync_fault",
                "40 1 <dax_finish_sync_fault =NOPAGE",
                "110 1 dax_iomap_fault",
                "120 1 <dax_iomap_fault =NEEDDSYNC",
                NEXT_ENTRY,
                NEXT_RETURN);
        assertThat(script.faults).hasSize(2).contains(NEXT);
        assertLost(script, 1, 0, 1);
    }

    /** In a gap: with a probe on its end the end is missing, without one the fault may have gone by. */
    @Test
    void aSyncFaultInAGapIsLost() {
        String entry = "110 1 dax_iomap_fault";
        String asked = "120 1 <dax_iomap_fault =NEEDDSYNC";
        assertLost(Script.play(entry, asked, "LOST 0"), 0, 0, 1);
        assertLost(
                Script.play(
                        "10 1 dax_iomap_fault",
                        "20 1 <dax_iomap_fault =NEEDDSYNC",
                        "25 1 dax_finish_sync_fault",
                        "40 1 <dax_finish_sync_fault =NOPAGE",
                        entry,
                        asked,
                        "LOST 0"),
                1,
                0,
                1);
    }

    @Test
    void aFaultOfWhichOnlyTheAttemptsEndWasSeenHasNoTotal() {
        for (String size : List.of("pte", "pmd")) {
            Script script = Script.play(
                    "20 1 dax_" + size + "_fault_done @1000 %5 =NEEDDSYNC",
                    "23 1 ext4_sync_file_enter",
                    "43 1 ext4_sync_file_exit =0",
                    "47 1 dax_insert_pfn_mkwrite @1000 =NOPAGE");
            assertThat(script.faults)
                    .containsExactly(
                            "1 SYNC UNKNOWN total=-1 map=-1 commit=20 insert=4 other=-1 fallbacks=0 retries=0");
            assertThat(script.facts).containsExactly("@1000 %5 ~-1 start=-1 result=NOPAGE map_sync=1 cpu=0");
            assertLost(script, 0, 1, 0);
        }
    }

    /** That it completed tells nothing of when it began, and that it has no result nothing at all. */
    @Test
    void anAttemptsEndAloneIsNoFault() {
        Script script =
                Script.play("20 1 dax_pte_fault_done @1000 =NOPAGE", "30 1 <dax_iomap_fault", NEXT_ENTRY, NEXT_RETURN);
        assertThat(script.faults).containsExactly(NEXT);
        assertLost(script, 0, 2, 0);
    }

    @Test
    void anInsertionThatNoFaultAskedForIsWithoutItsEntry() {
        Script script = Script.play(
                "5 1 sys_enter_fsync", "10 1 dax_insert_pfn_mkwrite @1000 =NOPAGE", "20 1 sys_exit_fsync =0");
        assertThat(script.faults).isEmpty();
        assertLost(script, 0, 1, 0);
    }

    /** The first is outermost, so its stage has no end; those inside are counted each. */
    @Test
    void theInsertionEndsAFaultWhoseFsyncLostItsReturns() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "25 1 vfs_fsync_range",
                "26 1 vfs_fsync_range",
                "27 1 ext4_sync_file",
                "60 1 dax_insert_pfn_mkwrite =NOPAGE",
                NEXT_ENTRY,
                NEXT_RETURN);
        assertThat(script.faults)
                .containsExactly(
                        "1 SYNC UNKNOWN total=50 map=10 commit=-1 insert=-1 other=-1 fallbacks=0 retries=0", NEXT);
        assertLost(script, 3, 0, 0);
    }

    /** The handler's return is the fault's end, though its entry is missing, and so are both fsyncs' returns. */
    @Test
    void aHandlersReturnEndsASyncFaultWhoseBeginningWasNotSeen() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "25 1 vfs_fsync_range",
                "27 1 ext4_sync_file",
                "60 1 <ext4_dax_huge_fault =NOPAGE",
                NEXT_ENTRY,
                NEXT_RETURN);
        assertThat(script.faults)
                .containsExactly(
                        "1 SYNC UNKNOWN total=-1 map=10 commit=-1 insert=-1 other=-1 fallbacks=0 retries=0",
                        "1 ASYNC UNKNOWN total=-1 map=7 commit=0 insert=0 other=-1 fallbacks=0 retries=0");
        assertLost(script, 2, 1, 0);
    }

    @Test
    void anAttemptWithoutItsReturnThatAskedForASyncHasNoMap() {
        Script script = Script.play(
                "10 1 dax_iomap_fault ^0",
                "25 1 dax_finish_sync_fault ^0",
                "30 1 vfs_fsync_range",
                "60 1 <vfs_fsync_range =0",
                "65 1 <dax_finish_sync_fault =NOPAGE",
                NEXT_ENTRY,
                NEXT_RETURN);
        assertThat(script.faults)
                .containsExactly("1 SYNC PTE total=55 map=-1 commit=30 insert=10 other=-1 fallbacks=0 retries=0", NEXT);
        assertLost(script, 1, 0, 0);
    }

    /** The huge page fell back; the small one's attempt is missing, and it must have asked for the sync. */
    @Test
    void aSyncAfterAFallbackTellsOfAnAttemptThatWasNotSeen() {
        Script script = Script.play(
                "10 1 dax_iomap_fault ^9",
                "20 1 <dax_iomap_fault =FALLBACK",
                "45 1 dax_finish_sync_fault ^0",
                "60 1 <dax_finish_sync_fault ^0 =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 SYNC PTE total=50 map=-1 commit=-1 insert=-1 other=-1 fallbacks=1 retries=0");
    }

    @Test
    void aSyncAtAnotherAddressIsOfAnotherFault() {
        Script script = Script.play(
                "10 1 dax_iomap_fault @1000",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "45 1 dax_finish_sync_fault @2000",
                "60 1 <dax_finish_sync_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 SYNC UNKNOWN total=-1 map=-1 commit=-1 insert=-1 other=-1 fallbacks=0 retries=0");
        assertThat(script.facts).allMatch(facts -> facts.startsWith("@2000 "));
        assertLost(script, 1, 0, 1);
    }

    /** A handler's return is missing, and the next one's entry: two faults all the same. */
    @Test
    void anAttemptElsewhereInAHandlerThatDidNotReturnIsOfAnotherFault() {
        for (String result : List.of("NOPAGE", "SIGBUS", "NEEDDSYNC")) {
            Script script = Script.play(
                    "5 1 ext4_dax_huge_fault @1000",
                    "10 1 dax_iomap_fault",
                    "20 1 <dax_iomap_fault =" + result,
                    "900 1 dax_iomap_fault @2000",
                    "907 1 <dax_iomap_fault =NOPAGE");
            assertThat(script.faults).as(result).containsExactly(NEXT);
            assertLost(script, 1, 0, 1);
        }
    }

    /** It fell back in one handler, whose return is missing, and was tried again in another, whose entry is. */
    @Test
    void anAttemptAtTheSameAddressAfterAFallbackGoesOnWithTheFault() {
        Script script = Script.play(
                "5 1 ext4_dax_huge_fault @200000",
                "10 1 dax_iomap_fault ^9",
                "20 1 <dax_iomap_fault =FALLBACK",
                "40 1 dax_iomap_fault ^0 @200000",
                "47 1 <dax_iomap_fault =NOPAGE",
                "50 1 <ext4_dax_fault =NOPAGE",
                "900 1 ext4_dax_huge_fault @ffff000",
                "901 1 dax_iomap_fault",
                "908 1 <dax_iomap_fault =NOPAGE",
                "910 1 <ext4_dax_huge_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly(
                        "1 ASYNC PTE total=45 map=17 commit=0 insert=0 other=28 fallbacks=1 retries=0",
                        "1 ASYNC UNKNOWN total=10 map=7 commit=0 insert=0 other=3 fallbacks=0 retries=0");
        assertLost(script, 1, 1, 0);
    }

    /** A handler's entry follows on an attempt without a return at the same address: what its result was nobody knows. */
    @Test
    void aHandlerAfterAnAttemptWithoutItsReturnLeavesTheFaultLost() {
        Script script = Script.play(
                "5 1 ext4_dax_huge_fault @200000",
                "10 1 dax_iomap_fault",
                "30 1 ext4_dax_huge_fault @200000",
                "35 1 dax_iomap_fault",
                "40 1 <dax_iomap_fault =NOPAGE",
                "45 1 <ext4_dax_huge_fault =NOPAGE",
                NEXT_ENTRY,
                NEXT_RETURN);
        assertThat(script.faults).hasSize(1);
        assertLost(script, 1, 0, 1);
    }

    @Test
    void anAttemptThatLostItsReturnAndItsHandlersEntryIsLost() {
        Script script =
                Script.play("10 1 dax_iomap_fault", "30 1 <ext4_dax_huge_fault =NOPAGE", NEXT_ENTRY, NEXT_RETURN);
        assertThat(script.faults).containsExactly(NEXT);
        assertLost(script, 1, 1, 1);
    }

    /** A sync fault has one fsync: where another begins, the fault has ended. */
    @Test
    void aSecondFsyncIsNotTheFaults() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "30 1 vfs_fsync_range",
                "60 1 <vfs_fsync_range =0",
                "70 1 sys_enter_msync",
                "71 1 vfs_fsync_range",
                "80 1 <vfs_fsync_range =0",
                "81 1 sys_exit_msync =0");
        assertThat(script.faults)
                .containsExactly("1 SYNC UNKNOWN total=-1 map=10 commit=30 insert=-1 other=-1 fallbacks=0 retries=0");
        assertThat(script.fsyncs).containsExactly("1 fault 30", "1 msync 9");
        assertLost(script, 0, 0, 0);
    }

    @Test
    void aSecondFsyncInAHandlerShowsThatItsReturnIsMissing() {
        Script script = Script.play(
                "5 1 ext4_dax_huge_fault @1000",
                "10 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "30 1 vfs_fsync_range",
                "60 1 <vfs_fsync_range =0",
                "71 1 vfs_fsync_range",
                "80 1 <vfs_fsync_range =0");
        assertThat(script.faults).isEmpty();
        assertThat(script.fsyncs).containsExactly("1 fault 30", "1 other 9");
        assertLost(script, 1, 0, 1);
    }

    /** Page 7 of the file: an fsync from 0x7000 on is the fault's, that of the whole file another call. */
    @Test
    void anFsyncInAnAttemptThatDidNotReturnIsTheFaultsWhereItBeginsAtItsPage() {
        Script own = Script.play(
                "10 1 dax_iomap_fault @7000 ~7",
                "30 1 vfs_fsync_range :7000-7fff",
                "60 1 <vfs_fsync_range =0",
                "65 1 dax_insert_pfn_mkwrite @7000 =NOPAGE");
        assertThat(own.faults)
                .containsExactly("1 SYNC UNKNOWN total=55 map=-1 commit=30 insert=5 other=-1 fallbacks=0 retries=0");
        assertThat(own.fsyncs).containsExactly("1 fault 30");
        assertLost(own, 1, 0, 0);
        for (String range : List.of(":8000-8fff", ":0-7fffffffffffffff", ":1c00-7fff", ":15000-15fff")) {
            Script other = Script.play(
                    "10 1 dax_iomap_fault @7000 ~7", "30 1 vfs_fsync_range " + range, "60 1 <vfs_fsync_range =0");
            assertThat(other.faults).as(range).isEmpty();
            assertThat(other.fsyncs).as(range).containsExactly("1 other 30");
            assertLost(other, 1, 0, 1);
        }
    }

    @Test
    void anFsyncOfTheFirstPageIsTheFaultsWhereTheFaultIsOfIt() {
        for (String range : List.of(":0-fff", ":1000-1fff")) {
            boolean own = range.startsWith(":0");
            Script script =
                    Script.play("10 1 dax_iomap_fault ~0", "30 1 vfs_fsync_range " + range, "60 1 <vfs_fsync_range =0");
            assertThat(script.fsyncs).containsExactly(own ? "1 fault 30" : "1 other 30");
        }
    }

    /** After a huge page that fell back the small one's attempt is missing: the flush at the page is the fault's. */
    @Test
    void anFsyncAfterAFallbackTellsOfAnAttemptThatWasNotSeen() {
        Script script = Script.play(
                "10 1 dax_iomap_fault @7000 ~7",
                "20 1 <dax_iomap_fault =FALLBACK",
                "30 1 vfs_fsync_range :7000-7fff",
                "60 1 <vfs_fsync_range =0",
                "65 1 dax_insert_pfn_mkwrite @7000 =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 SYNC UNKNOWN total=55 map=-1 commit=30 insert=5 other=-1 fallbacks=1 retries=0");
    }

    /** Deeper than a handler, a finish and three stacked filesystems: such a stack is not followed, and what was open is lost. */
    @Test
    void callsNestedDeeperThanInAnyKernelAreGivenUp() {
        List<String> lines = new ArrayList<>(List.of("10 1 dax_iomap_fault", "20 1 <dax_iomap_fault =NEEDDSYNC"));
        for (int i = 0; i < 17; i++) {
            lines.add(30 + i + " 1 vfs_fsync_range");
        }
        for (int i = 0; i < 17; i++) {
            lines.add(50 + i + " 1 <vfs_fsync_range =0");
        }
        lines.add(NEXT_ENTRY);
        lines.add(NEXT_RETURN);
        Script script = Script.play(lines.toArray(String[]::new));
        assertThat(script.fsyncs).isEmpty();
        assertThat(script.faults).containsExactly(NEXT);
        assertLost(script, 1, 17, 1);
    }

    /** A call that failed and returned SIGBUS: there is nothing to insert, and the fsync's end is the fault's. */
    @Test
    void aFailedFlushEndsTheFault() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "30 1 vfs_fsync_range",
                "60 1 <vfs_fsync_range =-5");
        assertThat(script.faults)
                .containsExactly("1 FAILED UNKNOWN total=50 map=10 commit=30 insert=0 other=10 fallbacks=0 retries=0");
        assertThat(script.facts).allMatch(facts -> facts.contains("result=SIGBUS"));
    }

    private static final class Counted implements FaultSink {
        private final List<Integer> tids = new ArrayList<>();

        @Override
        public void fault(Fault fault) {
            tids.add(fault.tid);
        }

        @Override
        public void fsync(FsyncCall call) {}
    }

    private static void attempt(FaultAssembler assembler, int tid, boolean begins) {
        Event event = new Event().clear();
        event.kind = begins ? EventKind.FUNCTION_ENTRY : EventKind.FUNCTION_RETURN;
        event.function = KernelFunction.ofSymbol("dax_iomap_fault");
        event.tid = tid;
        event.cpu = 0;
        event.time = begins ? 10 : 20;
        event.resultKnown = !begins;
        event.result = FaultResult.bit("NOPAGE");
        assembler.event(event);
    }

    /** More threads than are kept, one after another, while the first is in its fault. */
    @Test
    void threadsWhoseFaultsEndedTakeNoRoom() {
        Capture capture = new Capture("capture");
        Counted counted = new Counted();
        FaultAssembler assembler = new FaultAssembler(capture, counted);
        attempt(assembler, 1, true);
        for (int tid = 2; tid < 150_000; tid++) {
            attempt(assembler, tid, true);
            attempt(assembler, tid, false);
        }
        attempt(assembler, 1, false);
        assembler.finish();
        assertThat(counted.tids).hasSize(149_999).endsWith(1);
        assertThat(capture.loss().isZero()).isTrue();
    }

    @Test
    void threadsThatAreTooManyAtOnceAreGivenUpAndCounted() {
        Capture capture = new Capture("capture");
        Counted counted = new Counted();
        FaultAssembler assembler = new FaultAssembler(capture, counted);
        for (int tid = 1; tid <= (1 << 17) + 1; tid++) {
            attempt(assembler, tid, true);
        }
        attempt(assembler, (1 << 17) + 1, false);
        assembler.finish();
        assertThat(counted.tids).containsExactly((1 << 17) + 1);
        assertThat(capture.loss().lostFaults).isEqualTo(1 << 17);
        assertThat(capture.loss().unmatchedEntries).isEqualTo(1 << 17);
    }
}
