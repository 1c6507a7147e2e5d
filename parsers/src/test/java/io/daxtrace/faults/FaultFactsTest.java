package io.daxtrace.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fault and an fsync call are of, told by whichever event knows it. */
class FaultFactsTest {
    /** page_entry_size up to 6.5 (0, 1, 2), and since 6.6 an order: PMD_ORDER is 9 to 13 by page size, PUD_ORDER 18 and more. */
    @ParameterizedTest
    @CsvSource({"0, PTE", "1, PMD", "2, PUD", "3, PMD", "9, PMD", "13, PMD", "15, PMD", "16, PUD", "18, PUD"})
    void theOrderIsTheSizeThatIsMapped(int order, String expected) {
        Script script = Script.play("10 1 dax_iomap_fault ^" + order, "20 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly(
                        "1 ASYNC " + expected + " total=10 map=10 commit=0 insert=0 other=0 fallbacks=0 retries=0");
    }

    @Test
    void theEventAtAnAttemptsEndTellsWhatTheOneAtItsBeginningDidNot() {
        Script script = Script.play("10 1/3 dax_pte_fault", "20 1/3 dax_pte_fault_done @7000 %5 ~7 #0 =NOPAGE");
        assertThat(script.facts).containsExactly("@7000 %5 ~7 start=10 result=NOPAGE map_sync=0 cpu=3");
    }

    @Test
    void soDoesTheOneInsideTheFunction() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "19 1 dax_pte_fault_done @7000 %5 ~7 #800000 =NOPAGE",
                "20 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.facts).containsExactly("@7000 %5 ~7 start=10 result=NOPAGE map_sync=1 cpu=0");
    }

    /** A return that was recorded without its value, around an event that has it. */
    @Test
    void theResultIsThatOfTheEventInsideWhereTheReturnHasNone() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "18 1 dax_pmd_fault_done =FALLBACK",
                "20 1 <dax_iomap_fault",
                "30 1 dax_iomap_fault",
                "38 1 dax_pte_fault_done =NOPAGE",
                "40 1 <dax_iomap_fault");
        assertThat(script.faults)
                .containsExactly("1 ASYNC PTE total=30 map=20 commit=0 insert=0 other=10 fallbacks=1 retries=0");
    }

    @Test
    void theEventsOfAHugePageBoundItsAttempt() {
        Script script = Script.play(
                "10 1 dax_pmd_fault @200000",
                "15 1 dax_pmd_fault_done @200000 =FALLBACK",
                "20 1 dax_pte_fault @200000",
                "27 1 dax_pte_fault_done @200000 =NOPAGE",
                "40 1 dax_pmd_fault @400000",
                "51 1 dax_pmd_fault_done @400000 =NOPAGE");
        assertThat(script.faults)
                .containsExactly(
                        "1 ASYNC PTE total=17 map=12 commit=0 insert=0 other=5 fallbacks=1 retries=0",
                        "1 ASYNC PMD total=11 map=11 commit=0 insert=0 other=0 fallbacks=0 retries=0");
        assertThat(script.capture.loss().isZero()).isTrue();
    }

    @Test
    void dax_finish_sync_faultTellsOrderAndFactsThatNoAttemptDid() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "23 1 dax_finish_sync_fault @7000 %5 ~7",
                "40 1 <dax_finish_sync_fault ^9 =NOPAGE");
        assertThat(script.facts).containsExactly("@7000 %5 ~7 start=10 result=NOPAGE map_sync=1 cpu=0");
        assertThat(script.faults).allMatch(fault -> fault.startsWith("1 SYNC PMD total=30 "));
    }

    @Test
    void theInsertionTellsFactsThatNoEarlierEventDid() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "40 1 dax_insert_pfn_mkwrite @7000 %5 ~7 =NOPAGE");
        assertThat(script.facts).containsExactly("@7000 %5 ~7 start=10 result=NOPAGE map_sync=1 cpu=0");
    }

    @Test
    void anInsertionAtTheEndOfTheFsyncTakesNoTime() {
        Script script = Script.play(
                "10 1 dax_pte_fault",
                "20 1 dax_pte_fault_done =NEEDDSYNC",
                "23 1 ext4_sync_file_enter",
                "43 1 ext4_sync_file_exit =0",
                "43 1 dax_insert_pfn_mkwrite =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 SYNC PTE total=33 map=10 commit=20 insert=0 other=3 fallbacks=0 retries=0");
    }

    @Test
    void aFaultMayTakeNoTimeAtAll() {
        Script script = Script.play("10 1 dax_iomap_fault", "10 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 ASYNC UNKNOWN total=0 map=0 commit=0 insert=0 other=0 fallbacks=0 retries=0");
    }

    @Test
    void withoutTimesAndDurationsNothingIsKnownButTheKind() {
        Script script = Script.play("- 1 dax_iomap_fault", "- 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 ASYNC UNKNOWN total=-1 map=-1 commit=0 insert=0 other=-1 fallbacks=0 retries=0");
    }

    @Test
    void anFsyncCallIsOfTheFaultsFileWhereNothingElseTells() {
        Script script = Script.play(
                "10 1 dax_pte_fault %5",
                "20 1 dax_pte_fault_done =NEEDDSYNC",
                "23 1 vfs_fsync_range :7000-7fff",
                "43 1 <vfs_fsync_range =0",
                "44 1 dax_insert_pfn_mkwrite =NOPAGE");
        assertThat(script.fsyncFacts).containsExactly("%5 :7000-7fff result=0");
    }

    @Test
    void anEventInsideAnFsyncCallTellsItsFile() {
        Script script = Script.play(
                "10 1 dax_pte_fault %5",
                "20 1 dax_pte_fault_done =NEEDDSYNC",
                "23 1 vfs_fsync_range :7000-7fff",
                "24 1 xfs_file_fsync %6",
                "43 1 <vfs_fsync_range",
                "44 1 dax_insert_pfn_mkwrite =NOPAGE",
                "50 2 vfs_fsync_range :0-fff",
                "51 2 xfs_file_fsync %7",
                "60 2 <vfs_fsync_range =-5");
        assertThat(script.fsyncFacts).containsExactly("%6 :7000-7fff result=unknown", "%7 :0-fff result=-5");
        assertThat(script.fsyncs).containsExactly("1 fault 20", "2 other 10");
    }

    /** Stamps of whole microseconds: printed durations may exceed the total by less than two of them. */
    @Test
    void printedDurationsAreBelievedWithinTheStepsOfTheStamps() {
        assertThat(Script.playIn(1000, "10000 1 dax_iomap_fault", "20000 1 <dax_iomap_fault =NOPAGE +11999").faults)
                .containsExactly(
                        "1 ASYNC UNKNOWN total=11999 map=11999 commit=0 insert=0 other=0 fallbacks=0 retries=0");
        assertThat(Script.playIn(1000, "10000 1 dax_iomap_fault", "20000 1 <dax_iomap_fault =NOPAGE +12000").faults)
                .isEmpty();
    }

    /** The same where the insertion is not known: printed 12 and 10 (less than 2 more than 20) or 11.999. */
    @Test
    void soAreThoseOfAFaultThatLacksAStage() {
        String[] lines = {
            "100000 1 ext4_dax_huge_fault",
            "101000 1 dax_iomap_fault",
            "110000 1 <dax_iomap_fault =NEEDDSYNC +12000",
            "110000 1 vfs_fsync_range",
            "119000 1 <vfs_fsync_range =0 +9999",
            "120000 1 <ext4_dax_huge_fault =NOPAGE"
        };
        assertThat(Script.playIn(1000, lines).faults)
                .containsExactly(
                        "1 SYNC UNKNOWN total=20000 map=12000 commit=9999 insert=-1 other=-1 fallbacks=0 retries=0");
        lines[4] = "119000 1 <vfs_fsync_range =0 +10000";
        assertThat(Script.playIn(1000, lines).faults).isEmpty();
    }
}
