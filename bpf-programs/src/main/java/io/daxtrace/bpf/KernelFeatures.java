package io.daxtrace.bpf;

import com.sun.jna.Pointer;
import io.daxtrace.event.KernelFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** What the running kernel has of the functions that daxtrace follows, and of what BPF programs need. */
public final class KernelFeatures {
    private static final Path KALLSYMS = Path.of("/proc/kallsyms");
    private static final Path VMLINUX_BTF = Path.of("/sys/kernel/btf/vmlinux");
    private static final String VMLINUX = "";
    private static final int PROG_TYPE_KPROBE = 2;
    private static final int FUNC_TASK_STORAGE_GET = 156;
    private static final int FUNC_TASK_PT_REGS = 175;

    private final Map<KernelFunction, String> modules = new EnumMap<>(KernelFunction.class);
    private final Map<KernelFunction, Boolean> typed = new EnumMap<>(KernelFunction.class);
    private final boolean btf = Files.isReadable(VMLINUX_BTF);

    private KernelFeatures() {}

    /**
     * Looks at the running kernel.
     *
     * @throws IOException when its symbols cannot be read
     */
    public static KernelFeatures read() throws IOException {
        KernelFeatures features = new KernelFeatures();
        try (BufferedReader symbols = Files.newBufferedReader(KALLSYMS, StandardCharsets.ISO_8859_1)) {
            for (String line = symbols.readLine(); line != null; line = symbols.readLine()) {
                features.symbol(line);
            }
        }
        if (features.btf) {
            features.readBtf();
        }
        return features;
    }

    /** A line {@code address type name [module]}. */
    private void symbol(String line) {
        int name = line.indexOf(' ', line.indexOf(' ') + 1) + 1;
        int tab = line.indexOf('\t', name);
        KernelFunction function = KernelFunction.ofSymbol(tab < 0 ? line.substring(name) : line.substring(name, tab));
        if (function != null) {
            modules.put(function, tab < 0 ? VMLINUX : line.substring(tab + 2, line.length() - 1));
        }
    }

    private void readBtf() {
        LibbpfLog.install();
        Pointer vmlinux = LibBpf.btf__load_vmlinux_btf();
        if (vmlinux == null) {
            return;
        }
        modules.forEach((function, module) -> typed.put(function, isTyped(vmlinux, module, function)));
        LibBpf.btf__free(vmlinux);
    }

    private static boolean isTyped(Pointer vmlinux, String module, KernelFunction function) {
        if (module.equals(VMLINUX)) {
            return LibBpf.btf__find_by_name_kind(vmlinux, function.symbol(), LibBpf.BTF_KIND_FUNC) > 0;
        }
        Pointer btf = LibBpf.btf__load_module_btf(module, vmlinux);
        if (btf == null) {
            return false;
        }
        boolean found = LibBpf.btf__find_by_name_kind(btf, function.symbol(), LibBpf.BTF_KIND_FUNC) > 0;
        LibBpf.btf__free(btf);
        return found;
    }

    /** Whether the kernel describes its types: without it no program of ours can be placed. */
    public boolean hasBtf() {
        return btf;
    }

    /** Whether the function is in the kernel or a loaded module. */
    public boolean has(KernelFunction function) {
        return modules.containsKey(function);
    }

    /** The module a function is in, or the empty string for the kernel itself; null where it is missing. */
    public String module(KernelFunction function) {
        return modules.get(function);
    }

    /** Whether BTF describes the function, as fentry needs. */
    public boolean isTyped(KernelFunction function) {
        return typed.getOrDefault(function, false);
    }

    /** Whether programs can keep state with the task and find its registers: 5.15. */
    static boolean hasTaskStorage() {
        LibbpfLog.install();
        return LibBpf.libbpf_probe_bpf_helper(PROG_TYPE_KPROBE, FUNC_TASK_STORAGE_GET, null) == 1
                && LibBpf.libbpf_probe_bpf_helper(PROG_TYPE_KPROBE, FUNC_TASK_PT_REGS, null) == 1;
    }
}
