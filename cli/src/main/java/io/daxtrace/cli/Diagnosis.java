package io.daxtrace.cli;

import io.daxtrace.bpf.BpfException;
import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.KernelFeatures;
import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.Probe;
import io.daxtrace.bpf.TraceFilter;
import io.daxtrace.bpf.TraceOptions;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.bpf.TrialFault;
import io.daxtrace.event.Detail;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.KernelFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What tracing needs, each looked at; where nothing speaks against it, with a real try: probes are attached, and have to see
 * a fault of our own on each DAX mount.
 */
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

    /** Room for what others do meanwhile. */
    private static final int RING_SIZE = 1 << 20;

    private static final Set<Detail> DETAILS = EnumSet.allOf(Detail.class);
    private static final TraceOptions OPTIONS =
            TraceOptions.recording(TraceFilter.NONE, RING_SIZE).withDetails(DETAILS);

    private final List<Check> checks = new ArrayList<>();
    private final Map<DaxMount, TrialFault> mounts = new LinkedHashMap<>();
    private List<Probe> probes = List.of();
    private String log = "";

    Diagnosis() {}

    static Diagnosis make(ProbesOption option) throws IOException {
        Diagnosis diagnosis = new Diagnosis();
        boolean ready = diagnosis.lookAtMachine(option);
        KernelFeatures features = KernelFeatures.read();
        ready &= diagnosis.lookAtKernel(features);
        List<DaxMount> mounts = DaxMount.read();
        if (!ready || !diagnosis.tryToTrace(features, option, mounts)) {
            diagnosis.makeFaults(mounts);
        }
        diagnosis.check("DAX mounts", String.valueOf(mounts.size()), mounts.isEmpty() ? LiveTracing.NO_MOUNT : null);
        return diagnosis;
    }

    private boolean lookAtMachine(ProbesOption option) {
        check("kernel", Machine.kernelRelease(), null);
        check("preemption", option.explanation(), null);
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

    private boolean tryToTrace(KernelFeatures features, ProbesOption option, List<DaxMount> daxMounts) {
        try (Tracer tracer = Tracer.attach(features, option.attachment(), OPTIONS)) {
            probes = tracer.probes();
            tracer.start();
            makeFaults(daxMounts);
            tracer.stop();
            tracer.deliverTo(new Trials(mounts.values()));
            tracer.drain(Integer.MAX_VALUE);
            check("tracing programs", "attached, and detached again", null);
            List<String> unfollowed = DetailOption.warnings(tracer, DETAILS);
            check("--detail", unfollowed.isEmpty() ? "all" : String.join("; ", unfollowed), null);
        } catch (BpfException e) {
            log = e.log();
            check("tracing programs", "refused", LiveTracing.refused(e));
            return false;
        }
        mounts.forEach((mount, trial) -> {
            if (trial.isMade()) {
                check("fault of our own", trial.seen(), trial.isSeen() ? null : LiveTracing.unseen(mount));
            }
        });
        return true;
    }

    private void makeFaults(List<DaxMount> daxMounts) {
        daxMounts.forEach(mount -> mounts.put(mount, TrialFault.on(mount)));
    }

    /** Shows everything to each of them. */
    private record Trials(Collection<TrialFault> trials) implements FaultSink {
        @Override
        public void fault(Fault fault) {
            trials.forEach(trial -> trial.fault(fault));
        }

        @Override
        public void fsync(FsyncCall call) {
            trials.forEach(trial -> trial.fsync(call));
        }
    }

    void check(String name, String value, String remedy) {
        checks.add(new Check(name, value, remedy));
    }

    List<Check> checks() {
        return checks;
    }

    /** How each function would be followed; empty when nothing could be attached. */
    List<Probe> probes() {
        return probes;
    }

    /** The DAX mounts, and what became of a fault on each. */
    Map<DaxMount, TrialFault> mounts() {
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
