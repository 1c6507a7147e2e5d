package io.daxtrace.bpf;

import com.sun.jna.Pointer;
import io.daxtrace.event.KernelFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the running kernel has of the functions that daxtrace follows, and of what BPF programs need. */
public final class KernelFeatures {
    private static final Path BTF = Path.of("/sys/kernel/btf");
    private static final Path MODULES = Path.of("/sys/module");
    private static final String VMLINUX = "vmlinux";
    private static final int PROG_TYPE_KPROBE = 2;
    private static final int FUNC_TASK_STORAGE_GET = 156;
    private static final int FUNC_TASK_PT_REGS = 175;

    /** Where each function that BTF describes is: vmlinux or a module. */
    private final Map<KernelFunction, String> typed = new EnumMap<>(KernelFunction.class);

    private final Set<KernelFunction> symbols = EnumSet.noneOf(KernelFunction.class);
    private final boolean btf = Files.isReadable(BTF.resolve(VMLINUX));

    private KernelFeatures() {}

    /**
     * Looks at the running kernel.
     *
     * @throws IOException when its symbols cannot be read
     */
    public static KernelFeatures read() throws IOException {
        KernelFeatures features = new KernelFeatures();
        if (features.btf) {
            features.readBtf();
        }
        Set<KernelFunction> untyped = EnumSet.noneOf(KernelFunction.class);
        for (KernelFunction function : KernelFunction.values()) {
            if (!features.typed.containsKey(function) && mayBeLoaded(function)) {
                untyped.add(function);
            }
        }
        if (!untyped.isEmpty()) {
            features.symbols.addAll(KernelSymbols.present(untyped));
        }
        return features;
    }

    private void readBtf() {
        LibbpfLog.install();
        Pointer vmlinux = LibBpf.btf__load_vmlinux_btf();
        if (vmlinux == null) {
            return;
        }
        find(vmlinux, VMLINUX);
        for (String module : new String[] {"ext4", "xfs", "fuse"}) {
            Pointer types = Files.exists(BTF.resolve(module)) ? LibBpf.btf__load_module_btf(module, vmlinux) : null;
            if (types != null) {
                find(types, module);
                LibBpf.btf__free(types);
            }
        }
        LibBpf.btf__free(vmlinux);
    }

    private void find(Pointer types, String module) {
        for (KernelFunction function : KernelFunction.values()) {
            boolean here = module.equals(VMLINUX) || module.equals(module(function));
            if (here
                    && !typed.containsKey(function)
                    && LibBpf.btf__find_by_name_kind(types, function.symbol(), LibBpf.BTF_KIND_FUNC) > 0) {
                typed.put(function, module);
            }
        }
    }

    private static boolean mayBeLoaded(KernelFunction function) {
        return module(function).equals(VMLINUX) || Files.exists(MODULES.resolve(module(function)));
    }

    /** The module that a function is in where it is not built in, or vmlinux. */
    static String module(KernelFunction function) {
        return switch (function) {
            case DAX_IOMAP_FAULT, DAX_FINISH_SYNC_FAULT, VFS_FSYNC_RANGE -> VMLINUX;
            case EXT4_SYNC_FILE, EXT4_DAX_FAULT, EXT4_DAX_HUGE_FAULT -> "ext4";
            case XFS_FILE_FSYNC,
                    XFS_FILEMAP_FAULT,
                    XFS_FILEMAP_HUGE_FAULT,
                    XFS_FILEMAP_PAGE_MKWRITE,
                    XFS_FILEMAP_PFN_MKWRITE -> "xfs";
            case FUSE_FSYNC, FUSE_DAX_FAULT, FUSE_DAX_HUGE_FAULT -> "fuse";
        };
    }

    /** Whether the kernel describes its types: without it no program of ours can be placed. */
    public boolean hasBtf() {
        return btf;
    }

    /** Whether the function is in the kernel or a loaded module. */
    public boolean has(KernelFunction function) {
        return typed.containsKey(function) || symbols.contains(function);
    }

    /** Whether BTF describes the function, as fentry needs. */
    public boolean isTyped(KernelFunction function) {
        return typed.containsKey(function);
    }

    /** Whether programs can keep state with the task and find its registers: 5.15. */
    static boolean hasTaskStorage() {
        LibbpfLog.install();
        return LibBpf.libbpf_probe_bpf_helper(PROG_TYPE_KPROBE, FUNC_TASK_STORAGE_GET, null) == 1
                && LibBpf.libbpf_probe_bpf_helper(PROG_TYPE_KPROBE, FUNC_TASK_PT_REGS, null) == 1;
    }
}
