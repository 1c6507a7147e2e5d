package io.daxtrace.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number expected here was computed by hand from the times in the script. */
class FaultAssemblerTest {
    @Test
    void followsSyncFaultThroughFunctionsAndOnlyLearnsFactsFromTheEventsInside() {
        Script script = Script.play(
                "100 1 dax_iomap_fault",
                "101 1 dax_pmd_fault @7000",
                "104 1 dax_pmd_fault_done @7000 =FALLBACK",
                "105 1 <dax_iomap_fault =FALLBACK",
                "110 1 dax_iomap_fault",
                "111 1 dax_pte_fault @7000 #288000fb",
                "118 1 dax_pte_fault_done @7000 =NEEDDSYNC",
                "120 1 <dax_iomap_fault =8196",
                "123 1 dax_finish_sync_fault",
                "125 1 vfs_fsync_range",
                "126 1 ext4_sync_file_enter",
                "170 1 ext4_sync_file_exit =0",
                "175 1 <vfs_fsync_range =0",
                "178 1 dax_insert_pfn_mkwrite @7000 =NOPAGE",
                "180 1 <dax_finish_sync_fault =NOPAGE");
        // map 5 + 10, commit 50, insert 57 - 50, other 5 + 3; total 180 - 100
        assertThat(script.faults)
                .containsExactly("1 SYNC PTE total=80 map=15 commit=50 insert=7 other=8 fallbacks=1 retries=0");
        assertThat(script.fsyncs).containsExactly("1 fault 50");
        assertThat(script.capture.loss().isZero()).isTrue();
        assertThat(script.capture.probes())
                .containsExactlyInAnyOrder(
                        "total: first entry to last return",
                        "map: dax_iomap_fault",
                        "commit: vfs_fsync_range",
                        "insert: dax_finish_sync_fault");
    }

    @Test
    void takesTracepointsAsBoundsWhereNoFunctionIsTraced() {
        Script script = Script.play(
                "10 1 dax_pte_fault @1000",
                "20 1 dax_pte_fault_done @1000 =NEEDDSYNC",
                "23 1 ext4_sync_file_enter",
                "43 1 ext4_sync_file_exit =0",
                "47 1 dax_insert_pfn_mkwrite @1000 =NOPAGE",
                "60 1 dax_pte_fault @2000",
                "65 1 dax_pte_fault_done @2000 =NOPAGE");
        assertThat(script.faults)
                .containsExactly(
                        "1 SYNC PTE total=37 map=10 commit=20 insert=4 other=3 fallbacks=0 retries=0",
                        "1 ASYNC PTE total=5 map=5 commit=0 insert=0 other=0 fallbacks=0 retries=0");
        assertThat(script.capture.probes())
                .contains(
                        "map: fs_dax:dax_pte_fault",
                        "commit: ext4:ext4_sync_file_enter",
                        "insert: fs_dax:dax_insert_pfn_mkwrite");
    }

    @Test
    void leavesOutStagesThatNoProbeTells() {
        Script script = Script.play(
                "10 1 dax_pte_fault @1000",
                "20 1 dax_pte_fault_done @1000 =NEEDDSYNC",
                "47 1 dax_insert_pfn_mkwrite @1000 =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 SYNC PTE total=37 map=10 commit=-1 insert=-1 other=-1 fallbacks=0 retries=0");
        assertThat(script.capture.warnings()).anyMatch(w -> w.startsWith("stage.commit is absent for 1 of 1 faults"));
    }

    @Test
    void countsSyncFaultWithoutTotalWhereNothingTellsItsEnd() {
        Script script = Script.play(
                "10 1 dax_iomap_fault", "20 1 <dax_iomap_fault =NEEDDSYNC",
                "90 1 dax_iomap_fault", "95 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly(
                        "1 SYNC UNKNOWN total=-1 map=10 commit=-1 insert=-1 other=-1 fallbacks=0 retries=0",
                        "1 ASYNC UNKNOWN total=5 map=5 commit=0 insert=0 other=0 fallbacks=0 retries=0");
        assertThat(script.capture.loss().isZero()).isTrue();
    }

    @Test
    void takesTheHandlersTimeAsTheTotal() {
        Script script = Script.play(
                "100 1 ext4_dax_fault",
                "101 1 ext4_dax_huge_fault",
                "110 1 dax_iomap_fault",
                "120 1 <dax_iomap_fault =NEEDDSYNC",
                "125 1 dax_finish_sync_fault",
                "130 1 vfs_fsync_range",
                "160 1 <vfs_fsync_range =0",
                "165 1 <dax_finish_sync_fault =NOPAGE",
                "170 1 <ext4_dax_huge_fault =NOPAGE",
                "172 1 <ext4_dax_fault =NOPAGE");
        // total 72, map 10, commit 30, insert 10, other the remaining 22
        assertThat(script.faults)
                .containsExactly("1 SYNC UNKNOWN total=72 map=10 commit=30 insert=10 other=22 fallbacks=0 retries=0");
    }

    @Test
    void joinsHandlerCallsOfOneFaultThatFellBackAndRestarted() {
        Script script = Script.play(
                "100 1 ext4_dax_huge_fault",
                "110 1 dax_iomap_fault",
                "115 1 <dax_iomap_fault =FALLBACK",
                "120 1 <ext4_dax_huge_fault =FALLBACK",
                "130 1 ext4_dax_huge_fault",
                "131 1 dax_iomap_fault",
                "133 1 <dax_iomap_fault =FALLBACK",
                "134 1 <ext4_dax_huge_fault =FALLBACK",
                "140 1 ext4_dax_fault",
                "150 1 dax_iomap_fault",
                "158 1 <dax_iomap_fault =NOPAGE",
                "160 1 <ext4_dax_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 ASYNC UNKNOWN total=60 map=15 commit=0 insert=0 other=45 fallbacks=2 retries=0");
    }

    /** A wrapper's attempt goes on with the larger size's fault, though another handler is inside it. */
    @Test
    void joinsAHandlerInsideAnotherToWhatFellBack() {
        Script script = Script.play(
                "100 1 ext4_dax_huge_fault",
                "110 1 dax_iomap_fault",
                "115 1 <dax_iomap_fault =FALLBACK",
                "120 1 <ext4_dax_huge_fault =FALLBACK",
                "140 1 ext4_dax_fault",
                "141 1 ext4_dax_huge_fault",
                "150 1 dax_iomap_fault",
                "158 1 <dax_iomap_fault =NOPAGE",
                "159 1 <ext4_dax_huge_fault =NOPAGE",
                "160 1 <ext4_dax_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 ASYNC UNKNOWN total=60 map=13 commit=0 insert=0 other=47 fallbacks=1 retries=0");
        assertThat(script.capture.loss().isZero()).isTrue();
    }

    /** Where a handler was seen, a fault without one lacks its beginning; on another device it may have none that is traced. */
    @Test
    void doesNotTakeAFaultWithoutItsHandlersEntryForAll() {
        Script script = Script.play(
                "100 1 ext4_dax_huge_fault",
                "110 1 dax_iomap_fault",
                "111 1 dax_pte_fault @1000 %5",
                "115 1 <dax_iomap_fault =NOPAGE",
                "120 1 <ext4_dax_huge_fault =NOPAGE",
                "210 1 dax_iomap_fault",
                "211 1 dax_pte_fault @2000 %5",
                "216 1 <dax_iomap_fault =NOPAGE",
                "220 1 <ext4_dax_huge_fault =NOPAGE",
                "310 1 dax_iomap_fault",
                "311 1 dax_pte_fault @3000 %6",
                "317 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly(
                        "1 ASYNC PTE total=20 map=5 commit=0 insert=0 other=15 fallbacks=0 retries=0",
                        "1 ASYNC PTE total=-1 map=6 commit=0 insert=0 other=-1 fallbacks=0 retries=0",
                        "1 ASYNC PTE total=7 map=7 commit=0 insert=0 other=0 fallbacks=0 retries=0");
        assertThat(script.capture.loss().unmatchedReturns).isEqualTo(1);
        assertThat(script.capture.warnings()).anyMatch(w -> w.startsWith("the whole time is absent for 1 of 3 faults"));
    }

    /** By printed durations 12 and 10 of 20: that no fault is, whatever the insertion took. */
    @Test
    void countsStagesThatDoNotSumUpAsLost() {
        Script script = Script.play(
                "100 1 ext4_dax_huge_fault",
                "101 1 dax_iomap_fault",
                "110 1 <dax_iomap_fault =NEEDDSYNC +12",
                "110 1 vfs_fsync_range",
                "119 1 <vfs_fsync_range =0 +10",
                "120 1 <ext4_dax_huge_fault =NOPAGE");
        assertThat(script.faults).isEmpty();
        assertThat(script.capture.loss().unmatchedEntries).isEqualTo(1);
    }

    @Test
    void ignoresHandlersOfFilesThatAreNotOnDax() {
        Script script = Script.play("100 1 xfs_filemap_fault", "110 1 <xfs_filemap_fault =LOCKED");
        assertThat(script.faults).isEmpty();
        assertThat(script.capture.loss().isZero()).isTrue();
    }

    @Test
    void joinsTheRetryThatExt4MakesWhenItIsOutOfSpace() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "11 1 dax_pte_fault @1000",
                "12 1 dax_pte_fault_done @1000 =SIGBUS",
                "13 1 <dax_iomap_fault =SIGBUS",
                "50 1 dax_iomap_fault",
                "51 1 dax_pte_fault @1000",
                "58 1 dax_pte_fault_done @1000 =NOPAGE",
                "60 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 ASYNC PTE total=50 map=13 commit=0 insert=0 other=37 fallbacks=0 retries=1");
    }

    @Test
    void countsFailedFaultsByTheirLastResult() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "11 1 dax_pte_fault @1000",
                "13 1 <dax_iomap_fault =SIGBUS",
                "50 1 dax_iomap_fault",
                "51 1 dax_pte_fault @9000",
                "60 1 <dax_iomap_fault =NEEDDSYNC",
                "61 1 dax_finish_sync_fault",
                "62 1 vfs_fsync_range",
                "70 1 <vfs_fsync_range =-5",
                "71 1 <dax_finish_sync_fault =SIGBUS");
        assertThat(script.faults)
                .containsExactly(
                        "1 FAILED PTE total=3 map=3 commit=0 insert=0 other=0 fallbacks=0 retries=0",
                        "1 FAILED PTE total=21 map=10 commit=8 insert=2 other=1 fallbacks=0 retries=0");
    }

    @Test
    void doesNotJoinAFallbackToAFaultElsewhere() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "11 1 dax_pmd_fault @200000",
                "13 1 <dax_iomap_fault =FALLBACK",
                "50 1 dax_iomap_fault",
                "51 1 dax_pte_fault @9000",
                "60 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 ASYNC PTE total=10 map=10 commit=0 insert=0 other=0 fallbacks=0 retries=0");
    }

    @Test
    void keepsThreadsApart() {
        Script script = Script.play(
                "10 1 dax_iomap_fault", "11 2 dax_iomap_fault",
                "20 2 <dax_iomap_fault =NOPAGE", "40 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly(
                        "2 ASYNC UNKNOWN total=9 map=9 commit=0 insert=0 other=0 fallbacks=0 retries=0",
                        "1 ASYNC UNKNOWN total=30 map=30 commit=0 insert=0 other=0 fallbacks=0 retries=0");
    }

    @Test
    void countsFsyncOnceHoweverManyProbesAndFilesystemsSeeIt() {
        Script script = Script.play(
                "1 1 sys_enter_fsync",
                "10 1 vfs_fsync_range",
                "11 1 vfs_fsync_range",
                "12 1 ext4_sync_file",
                "13 1 ext4_sync_file_enter",
                "20 1 ext4_sync_file_exit =0",
                "21 1 <ext4_sync_file =0",
                "22 1 <vfs_fsync_range =0",
                "25 1 <vfs_fsync_range =0",
                "26 1 sys_exit_fsync =0",
                "30 1 ext4_sync_file",
                "37 1 <ext4_sync_file =0");
        assertThat(script.fsyncs).containsExactly("1 fsync 15", "1 other 7");
    }

    @Test
    void countsEntriesWithoutReturnsAndReturnsWithoutEntries() {
        Script script = Script.play(
                "5 1 <dax_iomap_fault =NOPAGE",
                "10 1 dax_iomap_fault @1000",
                "20 1 dax_iomap_fault @9000", // the first lost its return, or the thread id was given to another thread
                "25 1 <dax_iomap_fault =NOPAGE",
                "30 1 dax_iomap_fault");
        assertThat(script.faults)
                .containsExactly("1 ASYNC UNKNOWN total=5 map=5 commit=0 insert=0 other=0 fallbacks=0 retries=0");
        assertThat(script.capture.loss().unmatchedReturns).isEqualTo(1);
        assertThat(script.capture.loss().unmatchedEntries).isEqualTo(2);
    }

    /** Whether the first fell back, so that the second goes on with its fault, nothing tells. */
    @Test
    void doesNotTakeTheLastOfTwoAttemptsForAllOfTheFault() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "20 1 dax_iomap_fault",
                "25 1 <dax_iomap_fault =NOPAGE",
                "30 1 dax_iomap_fault",
                "37 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 ASYNC UNKNOWN total=7 map=7 commit=0 insert=0 other=0 fallbacks=0 retries=0");
        assertThat(script.capture.loss().unmatchedEntries).isEqualTo(1);
    }

    @Test
    void countsEachCallInsideAnotherThatHasNoReturn() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "25 1 dax_finish_sync_fault",
                "30 1 vfs_fsync_range",
                "31 1 ext4_sync_file",
                "60 1 <dax_finish_sync_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly("1 SYNC UNKNOWN total=50 map=10 commit=-1 insert=-1 other=5 fallbacks=0 retries=0");
        assertThat(script.fsyncs).isEmpty();
        assertThat(script.capture.loss().unmatchedEntries).isEqualTo(2);
    }

    @Test
    void dropsWhatWasOpenOnTheCpuThatLostEvents() {
        Script script = Script.play(
                "10 1/0 dax_iomap_fault",
                "10 2/1 dax_iomap_fault",
                "LOST 0",
                "20 1/0 <dax_iomap_fault =NOPAGE",
                "20 2/1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults)
                .containsExactly("2 ASYNC UNKNOWN total=10 map=10 commit=0 insert=0 other=0 fallbacks=0 retries=0");
        assertThat(script.capture.loss().unmatchedEntries).isEqualTo(1);
        assertThat(script.capture.loss().unmatchedReturns).isEqualTo(1);
    }

    @Test
    void leavesOutNegativeTimes() {
        Script script = Script.play("100 1/0 dax_iomap_fault", "90 1/1 <dax_iomap_fault =NOPAGE");
        assertThat(script.faults).isEmpty();
        assertThat(script.capture.loss().unmatchedEntries).isEqualTo(1);
        assertThat(script.capture.warnings()).anyMatch(w -> w.contains("negative time"));
    }

    @Test
    void usesPrintedDurationsWhereAGraphHasNoTimes() {
        Script script = Script.play(
                "- 1 dax_iomap_fault",
                "- 1 <dax_iomap_fault +50",
                "- 1 dax_finish_sync_fault",
                "- 1 vfs_fsync_range",
                "- 1 <vfs_fsync_range +70",
                "- 1 <dax_finish_sync_fault +90");
        assertThat(script.faults)
                .containsExactly("1 SYNC UNKNOWN total=-1 map=50 commit=70 insert=20 other=-1 fallbacks=0 retries=0");
    }

    /** Stamps at both ends are cut to the resolution, here 1 ns: stages may exceed the total by less than twice that. */
    @ParameterizedTest
    @CsvSource({"10, 1 ASYNC UNKNOWN total=10 map=10", "11, 1 ASYNC UNKNOWN total=11 map=11", "12, ", "13, "})
    void aPrintedDurationIsBelievedWithinTheResolutionOfTheStamps(int printed, String expected) {
        Script script = Script.play(
                "100 1 ext4_dax_huge_fault",
                "100 1 dax_iomap_fault",
                "110 1 <dax_iomap_fault =NOPAGE +" + printed,
                "110 1 <ext4_dax_huge_fault =NOPAGE");
        if (expected == null) {
            assertThat(script.faults).isEmpty();
            assertThat(script.capture.loss().unmatchedEntries).isEqualTo(1);
        } else {
            assertThat(script.faults).containsExactly(expected + " commit=0 insert=0 other=0 fallbacks=0 retries=0");
            assertThat(script.capture.loss().isZero()).isTrue();
        }
    }

    @Test
    void saysWhichCallsHadNoResult() {
        Script script = Script.play(
                "10 1 dax_iomap_fault", "20 1 <dax_iomap_fault",
                "30 1 dax_iomap_fault", "40 1 <dax_iomap_fault",
                "45 1 dax_finish_sync_fault", "60 1 <dax_finish_sync_fault");
        assertThat(script.faults)
                .containsExactly("1 SYNC UNKNOWN total=30 map=10 commit=-1 insert=-1 other=5 fallbacks=0 retries=0");
        assertThat(script.capture.warnings())
                .anyMatch(w -> w.startsWith("1 calls of dax_iomap_fault recorded no result"));
    }

    /** A printed duration may be finer than the stamps, by less than two of their steps; more is another clock. */
    @Test
    void aStageMayBeLongerThanTheStampsByLessThanTwoSteps() {
        Script within = Script.play("10 1 dax_iomap_fault", "20 1 <dax_iomap_fault =NOPAGE +11");
        assertThat(within.faults)
                .containsExactly("1 ASYNC UNKNOWN total=11 map=11 commit=0 insert=0 other=0 fallbacks=0 retries=0");
        Script beyond = Script.play("10 1 dax_iomap_fault", "20 1 <dax_iomap_fault =NOPAGE +12");
        assertThat(beyond.faults).isEmpty();
        assertThat(beyond.capture.loss().unmatchedEntries).isEqualTo(1);
    }
}
