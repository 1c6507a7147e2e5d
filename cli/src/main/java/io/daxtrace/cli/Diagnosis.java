package io.daxtrace.cli;

import io.daxtrace.bpf.BpfException;
import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.KernelFeatures;
import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.Probe;
import io.daxtrace.bpf.TraceFilter;
import io.daxtrace.bpf.TraceOptions;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.event.KernelFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tracing needs, each looked at; ends with a real try at attaching where nothing speaks against it. */
final class Diagnosis {
    /**
     * One thing that is needed.
     *
     * @param remedy what helps, or null when nothing is missing
     */
    record Check(String name, String value, String remedy) {
        boolean ok() {
            return remedy == null;
        }
    }

    private final List<Check> checks = new ArrayList<>();
    private final Map<DaxMount, DaxMount.MapSync> mounts = new LinkedHashMap<>();
    private List<Probe> probes = List.of();
    private String log = "";

    private Diagnosis() {}

    static Diagnosis make() throws IOException {
        Diagnosis diagnosis = new Diagnosis();
        boolean ready = diagnosis.lookAtMachine();
        KernelFeatures features = KernelFeatures.read();
        ready &= diagnosis.lookAtKernel(features);
        if (ready) {
            diagnosis.tryToAttach(features);
        }
        diagnosis.lookAtMounts();
        return diagnosis;
    }

    private boolean lookAtMachine() {
        check("kernel", Machine.kernelRelease(), null);
        check("page size", Machine.pageSize() + " bytes", null);
        check("clock", "monotonic, 1 ns", null);
        String libbpf = Machine.libbpfVersion();
        check("libbpf", libbpf == null ? "none" : libbpf, libbpf == null ? LiveTracing.NO_LIBBPF : null);
        boolean capable = Machine.hasCapabilities();
        check("capabilities", "0x" + Machine.capabilities(), capable ? null : LiveTracing.NO_CAPABILITIES);
        String lockdown = Machine.lockdown();
        boolean open = !lockdown.equals("confidentiality");
        check("lockdown", lockdown, open ? null : LiveTracing.LOCKED_DOWN);
        return libbpf != null && capable && open;
    }

    private boolean lookAtKernel(KernelFeatures features) {
        check("BTF", features.hasBtf() ? "yes" : "no", features.hasBtf() ? null : LiveTracing.NO_BTF);
        boolean dax = features.has(KernelFunction.DAX_IOMAP_FAULT);
        check("FS_DAX", dax ? "yes" : "no", dax ? null : LiveTracing.NO_FS_DAX);
        return features.hasBtf() && dax;
    }

    private void tryToAttach(KernelFeatures features) {
        try (Tracer tracer = Tracer.attach(features, TraceOptions.recording(TraceFilter.NONE, Machine.pageSize()))) {
            probes = tracer.probes();
            check("tracing programs", "attached, and detached again", null);
        } catch (BpfException e) {
            log = e.log();
            check("tracing programs", "refused", LiveTracing.refused(e));
        }
    }

    private void lookAtMounts() throws IOException {
        for (DaxMount mount : DaxMount.read()) {
            mounts.put(mount, mount.tryMapSync());
        }
        check("DAX mounts", String.valueOf(mounts.size()), mounts.isEmpty() ? LiveTracing.NO_MOUNT : null);
    }

    private void check(String name, String value, String remedy) {
        checks.add(new Check(name, value, remedy));
    }

    List<Check> checks() {
        return checks;
    }

    /** How each function would be followed; empty when nothing could be attached. */
    List<Probe> probes() {
        return probes;
    }

    Map<DaxMount, DaxMount.MapSync> mounts() {
        return mounts;
    }

    /** What libbpf and the verifier said of a refusal. */
    String log() {
        return log;
    }

    /** Whether live tracing works here. */
    boolean traceable() {
        return checks.stream().allMatch(Check::ok);
    }
}
