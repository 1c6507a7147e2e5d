package io.daxtrace.cli;

import io.daxtrace.bpf.BpfException;
import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.KernelFeatures;
import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.Probe;
import io.daxtrace.bpf.Rung;
import io.daxtrace.bpf.TraceOptions;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Part;
import io.daxtrace.event.Printable;
import io.daxtrace.report.LossText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Starts a tracer, or says what the machine lacks and what helps. */
final class LiveTracing {
    static final String NO_LIBBPF = "libbpf.so.1 cannot be loaded: install libbpf 1.0 or newer"
            + " (package libbpf1 on Debian 12 and Ubuntu 24.04, libbpf on Fedora and RHEL)";
    static final String NO_CAPABILITIES = "tracing needs CAP_BPF and CAP_PERFMON, or root: run it with sudo";
    static final String NO_BTF = "the kernel has no BTF (/sys/kernel/btf/vmlinux):"
            + " boot one that is built with CONFIG_DEBUG_INFO_BTF=y, as distributions' are since 5.10";
    static final String LOCKED_DOWN =
            "the kernel is in lockdown for confidentiality, which lets no BPF program read kernel"
                    + " memory: boot without lockdown=confidentiality (integrity is fine)";
    static final String NO_FS_DAX = "the kernel has no dax_iomap_fault: boot one that is built with CONFIG_FS_DAX=y";
    static final String NO_MOUNT =
            "no filesystem is mounted with DAX here: mount ext4 or XFS from a pmem device with -o dax=always";

    private LiveTracing() {}

    /** What can be seen to be missing before a program is loaded, or null. */
    static String missing() {
        if (Machine.libbpfVersion() == null) {
            return NO_LIBBPF;
        }
        if (!Machine.hasCapabilities()) {
            return NO_CAPABILITIES;
        }
        if (Machine.lockdown().equals("confidentiality")) {
            return LOCKED_DOWN;
        }
        return null;
    }

    /** What the kernel turns out to lack, or null. */
    static String missing(KernelFeatures features) {
        if (!features.hasBtf()) {
            return NO_BTF;
        }
        return features.has(KernelFunction.DAX_IOMAP_FAULT) ? null : NO_FS_DAX;
    }

    static String refused(BpfException e) {
        return "this kernel refuses the tracing programs: " + e.getMessage()
                + ". In a container or a small virtual machine the host's kernel has to be traced, from the host";
    }

    static String unseen(DaxMount mount) {
        return "the programs are attached, but did not see all of a MAP_SYNC fault that doctor made on "
                + Printable.escape(mount.mountPoint())
                + ": what they print cannot be trusted on this kernel. Please report it with the output of doctor --json";
    }

    /** Attaches, not started yet; with a note for each part of a stage that is asked for and cannot be followed. */
    static Tracer attach(TraceOptions options, ProbesOption probes, DetailOption detail, CommonOptions common)
            throws IOException {
        require(missing());
        KernelFeatures features = KernelFeatures.read();
        require(missing(features));
        Tracer tracer;
        try {
            tracer = Tracer.attach(features, probes.attachment(), options.withDetails(detail.details()));
        } catch (BpfException e) {
            if (common.verbose) {
                System.err.print(e.log());
            }
            throw new CannotException(refused(e), e);
        }
        if (DaxMount.read().isEmpty()) {
            tracer.close();
            throw new CannotException(NO_MOUNT);
        }
        if (!common.quiet) {
            detail.warnings(tracer).forEach(warning -> System.err.println("daxtrace: " + warning));
        }
        return tracer;
    }

    private static void require(String missing) {
        if (missing != null) {
            throw new CannotException(missing);
        }
    }

    /** What bounds each stage, in the words of {@link io.daxtrace.event.Capture#probes()}. */
    static List<String> stages(Tracer tracer) {
        List<String> stages = new ArrayList<>();
        for (Part part : tracer.parts()) {
            stages.add(part + ": followed");
        }
        boolean handler = false;
        String commit = null;
        for (Probe probe : tracer.probes()) {
            boolean followed = probe.rung() != Rung.NONE;
            switch (probe.function().role()) {
                case MAP -> {
                    stages.add("map: " + probe.function().symbol());
                    stages.add("attachment: " + (probe.rung() == Rung.KPROBE ? "kprobe" : "fentry"));
                }
                case FINISH -> stages.add("insert: " + (followed ? "fs_dax:dax_insert_pfn_mkwrite" : "none"));
                case SYNC, FILESYSTEM_SYNC ->
                    commit = commit == null && followed ? probe.function().symbol() : commit;
                case HANDLER, WRAPPER -> handler |= followed;
                default -> {} // the parts of stages, by --detail
            }
        }
        stages.add("commit: " + (commit == null ? "none" : commit));
        stages.add(handler ? "total: the filesystem's fault handler" : "total: first entry to last return");
        return stages;
    }

    /** The functions that are followed otherwise than by the best probe, or the empty string. */
    static String belowBest(List<Probe> probes) {
        return probes.stream()
                .filter(probe -> !probe.why().isEmpty() && probe.rung() != Rung.NONE)
                .map(probe -> probe.function().symbol() + " by " + probe.rung())
                .collect(Collectors.joining(", "));
    }

    /** Everything that was lost, or {@code nothing lost}. */
    static String account(LossAccount loss) {
        if (loss.isZero()) {
            return "nothing lost";
        }
        return "LOST: " + LossText.of(loss) + (loss.ringFull > 0 ? "; a larger --ring-size keeps more" : "");
    }
}
