package io.daxtrace.bpf;

import org.junit.jupiter.api.Assumptions;

/** What tests need that load programs into the kernel: CAP_BPF and libbpf1. Without them they are skipped. */
final class KernelLoading {
    private KernelLoading() {}

    static void assumePossible() {
        Assumptions.assumeTrue(Machine.libbpfVersion() != null, "package libbpf1 is not installed");
        Assumptions.assumeTrue(Machine.hasCapabilities(), "not allowed to load BPF programs");
    }

    /** Loads it; skips the test where something else forbids that, as a container's seccomp filter does. */
    static void load(BpfObject object) throws BpfException {
        try {
            object.load();
        } catch (BpfException e) {
            Assumptions.assumeFalse(
                    e.getMessage().equals("Operation not permitted"), "BPF programs are not allowed here");
            throw e;
        }
    }
}
