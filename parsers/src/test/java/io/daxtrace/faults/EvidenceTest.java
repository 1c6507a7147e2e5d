package io.daxtrace.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of the probes that bounded the faults, and of what they could not tell. */
class EvidenceTest {
    @Test
    void aCaptureWithoutFaultsNamesNothing() {
        Script script = Script.play("10 1 sys_enter_fsync", "20 1 sys_exit_fsync =0");
        assertThat(script.capture.probes()).isEmpty();
        assertThat(script.capture.warnings()).isEmpty();
    }

    @Test
    void asyncFaultsHaveNoCommitAndNoInsertion() {
        Script script = Script.play("10 1 dax_iomap_fault", "20 1 <dax_iomap_fault =NOPAGE");
        assertThat(script.capture.probes())
                .containsExactlyInAnyOrder("total: first entry to last return", "map: dax_iomap_fault");
        assertThat(script.capture.warnings()).isEmpty();
    }

    @Test
    void everyHandlerThatBoundedATotalIsNamed() {
        Script script = Script.play(
                "10 1 ext4_dax_fault",
                "11 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NOPAGE",
                "21 1 <ext4_dax_fault =NOPAGE",
                "30 1 xfs_filemap_fault",
                "31 1 dax_iomap_fault",
                "40 1 <dax_iomap_fault =NOPAGE",
                "41 1 <xfs_filemap_fault =NOPAGE");
        assertThat(script.capture.probes())
                .containsExactlyInAnyOrder("total: ext4_dax_fault", "total: xfs_filemap_fault", "map: dax_iomap_fault");
    }

    /** Of three sync faults one has an insertion that was timed, and another no fsync either. */
    @Test
    void absentStagesAreCountedAmongTheSyncFaults() {
        Script script = Script.play(
                "10 1 dax_pte_fault @1000",
                "20 1 dax_pte_fault_done @1000 =NEEDDSYNC",
                "21 1 ext4_sync_file_enter",
                "30 1 ext4_sync_file_exit =0",
                "35 1 dax_insert_pfn_mkwrite @1000 =NOPAGE",
                "110 1 dax_pte_fault @2000",
                "120 1 dax_pte_fault_done @2000 =NEEDDSYNC",
                "135 1 dax_insert_pfn_mkwrite @2000 =NOPAGE",
                "210 1 dax_pte_fault @3000",
                "220 1 dax_pte_fault_done @3000 =NOPAGE",
                "310 1 dax_pte_fault @4000",
                "320 1 dax_pte_fault_done @4000 =NEEDDSYNC",
                "335 1 dax_insert_pfn_mkwrite @4000 =NOPAGE");
        assertThat(script.faults).hasSize(4);
        assertThat(script.capture.warnings())
                .containsExactly(
                        "stage.commit is absent for 2 of 3 faults: no probe on vfs_fsync_range or the filesystem's fsync",
                        "stage.insert is absent for 2 of 3 faults: no probe tells the fsync from the insertion");
    }

    @Test
    void anInsertionThatWasNeverTimedHasNoProbe() {
        Script script = Script.play(
                "10 1 dax_iomap_fault",
                "20 1 <dax_iomap_fault =NEEDDSYNC",
                "21 1 vfs_fsync_range",
                "30 1 <vfs_fsync_range =0");
        assertThat(script.capture.probes())
                .containsExactlyInAnyOrder(
                        "total: first entry to last return", "map: dax_iomap_fault", "commit: vfs_fsync_range");
    }
}
