package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.bpf.KernelFeatures.Presence;
import io.daxtrace.event.DaxFilesystem;
import io.daxtrace.event.Detail;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rungs on kernels that are made up: all functions of one filesystem, with types or without. */
class ProbeLadderTest {
    private static final String NO_KPROBES = "the kernel is built without kprobes (CONFIG_KPROBE_EVENTS)";

    @Test
    void whatHasATypeIsFollowedByFentry() {
        ProbeLadder ladder = new ProbeLadder(ext4(Presence.TYPED, true), Attachment.FENTRY, Set.of());
        assertThat(ladder.probe(KernelFunction.DAX_IOMAP_FAULT))
                .isEqualTo(new Probe(KernelFunction.DAX_IOMAP_FAULT, Rung.FENTRY, ""));
        assertThat(ladder.probe(KernelFunction.ofSymbol("ext4_sync_file")))
                .isEqualTo(new Probe(KernelFunction.ofSymbol("ext4_sync_file"), Rung.FENTRY, ""));
    }

    @Test
    void whatHasNoTypeIsFollowedByKprobe() {
        ProbeLadder ladder = new ProbeLadder(ext4(Presence.UNTYPED, true), Attachment.FENTRY, Set.of());
        assertThat(ladder.probe(KernelFunction.ofSymbol("ext4_sync_file")))
                .isEqualTo(new Probe(
                        KernelFunction.ofSymbol("ext4_sync_file"),
                        Rung.KPROBE,
                        "fentry/fexit: ext4 has no BTF for it"));
    }

    @Test
    void whatTheKernelHasNotIsNotFollowed() {
        ProbeLadder ladder = new ProbeLadder(ext4(Presence.TYPED, true), Attachment.FENTRY, Set.of());
        assertThat(ladder.probe(KernelFunction.ofSymbol("xfs_file_fsync")))
                .isEqualTo(new Probe(
                        KernelFunction.ofSymbol("xfs_file_fsync"),
                        Rung.NONE,
                        "the kernel and its loaded modules have no such function"));
        assertThat(ladder.programs()).noneMatch(program -> program.startsWith("xfs_"));
    }

    @Test
    void eachRefusalIsARungDownAndAllReasonsAreKept() {
        ProbeLadder ladder = new ProbeLadder(ext4(Presence.TYPED, true), Attachment.FENTRY, Set.of());
        ladder.refused(KernelFunction.VFS_FSYNC_RANGE, "no trampoline");
        assertThat(ladder.probe(KernelFunction.VFS_FSYNC_RANGE))
                .isEqualTo(new Probe(KernelFunction.VFS_FSYNC_RANGE, Rung.KPROBE, "fentry/fexit: no trampoline"));
        ladder.refused(KernelFunction.VFS_FSYNC_RANGE, "blacklisted");
        assertThat(ladder.probe(KernelFunction.VFS_FSYNC_RANGE))
                .isEqualTo(new Probe(
                        KernelFunction.VFS_FSYNC_RANGE,
                        Rung.NONE,
                        "fentry/fexit: no trampoline; kprobe/kretprobe: blacklisted"));
        assertThat(ladder.probe(KernelFunction.DAX_IOMAP_FAULT).rung()).isEqualTo(Rung.FENTRY);
    }

    @Test
    void withoutKprobesThereIsNoRungBelowFentry() {
        ProbeLadder ladder = new ProbeLadder(ext4(Presence.TYPED, false), Attachment.FENTRY, Set.of());
        ladder.refused(KernelFunction.DAX_IOMAP_FAULT, "no trampoline");
        assertThat(ladder.probe(KernelFunction.DAX_IOMAP_FAULT))
                .isEqualTo(new Probe(
                        KernelFunction.DAX_IOMAP_FAULT,
                        Rung.NONE,
                        "fentry/fexit: no trampoline; kprobe/kretprobe: " + NO_KPROBES));
        assertThat(new ProbeLadder(ext4(Presence.UNTYPED, false), Attachment.FENTRY, Set.of())
                        .probe(KernelFunction.ofSymbol("ext4_sync_file"))
                        .rung())
                .isEqualTo(Rung.NONE);
    }

    /** Whose end is a tracepoint's on every kernel, and whose refusal leaves it without. */
    @Test
    void theEndOfASyncFaultIsATracepoint() {
        ProbeLadder ladder = new ProbeLadder(ext4(Presence.TYPED, true), Attachment.FENTRY, Set.of());
        assertThat(ladder.probe(KernelFunction.DAX_FINISH_SYNC_FAULT).rung()).isEqualTo(Rung.TRACEPOINT);
        ladder.refused(KernelFunction.DAX_FINISH_SYNC_FAULT, "no tracepoint");
        assertThat(ladder.probe(KernelFunction.DAX_FINISH_SYNC_FAULT))
                .isEqualTo(new Probe(KernelFunction.DAX_FINISH_SYNC_FAULT, Rung.NONE, "tracepoint: no tracepoint"));
    }

    /** Of a function the return first: an entry that is seen then has a return that is seen. */
    @Test
    void programsAreNamedAfterFunctionAndRung() {
        ProbeLadder ladder = new ProbeLadder(
                new KernelFeatures(
                        new HashMap<>(Map.of(
                                KernelFunction.DAX_IOMAP_FAULT,
                                Presence.TYPED,
                                KernelFunction.DAX_FINISH_SYNC_FAULT,
                                Presence.TYPED,
                                KernelFunction.ofSymbol("ext4_sync_file"),
                                Presence.UNTYPED)),
                        true,
                        true),
                Attachment.FENTRY,
                Set.of());
        List<String> programs = ladder.programs();
        assertThat(programs)
                .containsExactlyInAnyOrder(
                        "dax_iomap_fault__fexit",
                        "dax_iomap_fault__fentry",
                        "dax_insert_pfn_mkwrite__tracepoint",
                        "dax_insert_pfn_mkwrite_no_entry__tracepoint",
                        "ext4_sync_file__kretprobe",
                        "ext4_sync_file__kprobe")
                .containsSubsequence("dax_iomap_fault__fexit", "dax_iomap_fault__fentry")
                .containsSubsequence("ext4_sync_file__kretprobe", "ext4_sync_file__kprobe");
        assertThat(programs.stream().map(ProbeLadder::function).distinct())
                .containsExactlyInAnyOrder(
                        KernelFunction.DAX_IOMAP_FAULT,
                        KernelFunction.DAX_FINISH_SYNC_FAULT,
                        KernelFunction.ofSymbol("ext4_sync_file"));
    }

    /** fuse is built into most kernels, and its files are on DAX as virtiofs alone. */
    @Test
    void whatNoMountedFilesystemCanCallIsNotFollowed() {
        KernelFunction fault = KernelFunction.ofSymbol("fuse_dax_fault");
        ProbeLadder ladder = new ProbeLadder(
                new KernelFeatures(Map.of(fault, Presence.UNUSED), true, true), Attachment.FENTRY, Set.of());
        assertThat(ladder.probe(fault)).isEqualTo(new Probe(fault, Rung.NONE, "there is no virtiofs device"));
        assertThat(DaxFilesystem.otherTypesOf("fuse")).containsExactly("virtiofs");
        assertThat(DaxFilesystem.otherTypesOf("ext4")).isEmpty();
        assertThat(DaxFilesystem.otherTypesOf("erofs")).isEmpty();
    }

    /** A network card, a disk, and then a shared filesystem: VIRTIO_ID_NET, _BLOCK and _FS are 1, 2 and 26. */
    @Test
    void aVirtiofsNeedsItsDevice(@TempDir Path devices) throws IOException {
        assertThat(KernelFeatures.hasVirtioFs(devices.resolve("none"))).isFalse();
        String[] kinds = {"0x0001", "0x0002", "0x001a"};
        for (int i = 0; i < kinds.length; i++) {
            Files.writeString(
                    Files.createDirectory(devices.resolve("virtio" + i)).resolve("device"), kinds[i] + "\n");
            assertThat(KernelFeatures.hasVirtioFs(devices)).isEqualTo(i == 2);
        }
    }

    private static final Set<Part> OF_COMMIT = Set.of(Part.COMMIT_WRITEBACK, Part.COMMIT_JOURNAL, Part.COMMIT_FLUSH);

    @Test
    void onlyWhatIsAskedForIsFollowedInsideTheStages() {
        KernelFeatures features = ext4(Presence.TYPED, true);
        ProbeLadder without = new ProbeLadder(features, Attachment.FENTRY, Set.of());
        assertThat(without.parts()).isEmpty();
        assertThat(without.programs()).noneMatch(program -> program.startsWith("ext4_fc_commit"));
        ProbeLadder ladder = new ProbeLadder(features, Attachment.FENTRY, Set.of(Detail.COMMIT));
        assertThat(ladder.parts()).isEqualTo(OF_COMMIT);
        assertThat(ladder.programs())
                .contains("ext4_fc_commit__fentry", "blkdev_issue_flush__fexit")
                .noneMatch(program -> program.startsWith("grab_mapping_entry"));
    }

    /** XFS is not loaded, so that none of its functions is missed; ext4's would be. */
    @Test
    void aPartOfWhichOneFunctionIsNotFollowedIsNotFollowed() {
        ProbeLadder ladder = new ProbeLadder(ext4(Presence.TYPED, true), Attachment.KPROBE, Set.of(Detail.COMMIT));
        ladder.refused(KernelFunction.ofSymbol("ext4_fc_commit"), "a");
        assertThat(ladder.parts()).isEqualTo(OF_COMMIT);
        ladder.refused(KernelFunction.ofSymbol("ext4_fc_commit"), "b");
        assertThat(ladder.parts()).containsOnly(Part.COMMIT_WRITEBACK, Part.COMMIT_FLUSH);
        assertThat(ladder.unfollowed(Part.COMMIT_JOURNAL).stream().map(Probe::function))
                .containsExactly(KernelFunction.ofSymbol("ext4_fc_commit"));
        ProbeLadder missing = new ProbeLadder(ext4(Presence.MISSING, true), Attachment.FENTRY, Set.of(Detail.COMMIT));
        assertThat(missing.parts()).containsOnly(Part.COMMIT_WRITEBACK, Part.COMMIT_FLUSH);
    }

    @Test
    void wherePreemptionWouldMissFentryKprobesComeFirst() {
        ProbeLadder ladder = new ProbeLadder(ext4(Presence.TYPED, true), Attachment.KPROBE, Set.of());
        assertThat(ladder.probe(KernelFunction.DAX_IOMAP_FAULT))
                .isEqualTo(new Probe(KernelFunction.DAX_IOMAP_FAULT, Rung.KPROBE, ""));
        assertThat(ladder.probe(KernelFunction.DAX_FINISH_SYNC_FAULT))
                .isEqualTo(new Probe(KernelFunction.DAX_FINISH_SYNC_FAULT, Rung.TRACE_EVENT, ""));
        assertThat(ladder.programs())
                .contains("dax_iomap_fault__kprobe", "dax_iomap_fault__kretprobe", "dax_insert_pfn_mkwrite__event")
                .noneMatch(program -> program.endsWith("__fentry") || program.endsWith("__tracepoint"));
    }

    /** The other kind is better than nothing. */
    @Test
    void refusedKprobesFallBackToFentry() {
        ProbeLadder ladder = new ProbeLadder(ext4(Presence.TYPED, true), Attachment.KPROBE, Set.of());
        ladder.refused(KernelFunction.DAX_IOMAP_FAULT, "blacklisted");
        ladder.refused(KernelFunction.DAX_FINISH_SYNC_FAULT, "no event");
        assertThat(ladder.probe(KernelFunction.DAX_IOMAP_FAULT))
                .isEqualTo(new Probe(KernelFunction.DAX_IOMAP_FAULT, Rung.FENTRY, "kprobe/kretprobe: blacklisted"));
        assertThat(ladder.probe(KernelFunction.DAX_FINISH_SYNC_FAULT))
                .isEqualTo(
                        new Probe(KernelFunction.DAX_FINISH_SYNC_FAULT, Rung.TRACEPOINT, "perf tracepoint: no event"));
        assertThat(new ProbeLadder(ext4(Presence.TYPED, false), Attachment.KPROBE, Set.of())
                        .probe(KernelFunction.DAX_IOMAP_FAULT))
                .isEqualTo(new Probe(KernelFunction.DAX_IOMAP_FAULT, Rung.FENTRY, "kprobe/kretprobe: " + NO_KPROBES));
    }

    /** All but what ext4 would not use, where each function's presence is that of its module. */
    private static KernelFeatures ext4(Presence ofModule, boolean kprobes) {
        Map<KernelFunction, Presence> functions = new HashMap<>();
        for (KernelFunction function : KernelFunction.all()) {
            String module = function.module();
            functions.put(
                    function,
                    switch (module) {
                        case "vmlinux" -> Presence.TYPED;
                        case "ext4" -> ofModule;
                        default -> Presence.ABSENT;
                    });
        }
        return new KernelFeatures(functions, true, kprobes);
    }
}
