package io.daxtrace.bpf;

import io.daxtrace.event.DaxFilesystem;
import io.daxtrace.event.KernelFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the running kernel has of the functions that daxtrace follows, and of what BPF programs need. */
public final class KernelFeatures {
    private static final Path BTF = Path.of("/sys/kernel/btf");
    private static final Path MODULES = Path.of("/proc/modules");
    private static final Path VIRTIO_DEVICES = Path.of("/sys/bus/virtio/devices");
    /** VIRTIO_ID_FS of include/uapi/linux/virtio_ids.h, as sysfs prints it. */
    private static final String VIRTIO_FS = "0x001a";

    private static final int PROG_TYPE_KPROBE = 2;
    private static final int FUNC_TASK_PT_REGS = 175;

    /** Where a function can be. */
    enum Presence {
        /** In the kernel, or in a module with BTF: it has a type. */
        TYPED,
        /** In a module that has no BTF. */
        UNTYPED,
        /** Not in the kernel or the loaded module that it belongs to: of another version, or compiled into its callers. */
        MISSING,
        /** In a module that is not loaded. */
        ABSENT,
        /** There, but of fuse, whose files are on DAX as virtiofs alone, and no device for that is there. */
        UNUSED
    }

    private final Map<KernelFunction, Presence> functions;
    private final boolean btf;
    private final boolean kprobes;

    /**
     * A kernel that has this.
     *
     * @param functions where each is; those not named are absent
     */
    KernelFeatures(Map<KernelFunction, Presence> functions, boolean btf, boolean kprobes) {
        this.functions = functions;
        this.btf = btf;
        this.kprobes = kprobes;
    }

    /**
     * Looks at the running kernel.
     *
     * @throws IOException when what it tells of itself cannot be read
     */
    public static KernelFeatures read() throws IOException {
        Map<KernelFunction, Presence> functions = new HashMap<>();
        Set<String> modules = loadedModules();
        Map<String, String> types = new HashMap<>();
        Set<KernelFunction> unknown = new HashSet<>();
        for (KernelFunction function : KernelFunction.all()) {
            String where = home(function, modules);
            if (!Files.isReadable(BTF.resolve(where))) {
                unknown.add(function);
            } else if (types.computeIfAbsent(where, KernelFeatures::types).contains(nul(function.symbol()))) {
                functions.put(function, Presence.TYPED);
            } else {
                functions.put(function, notIn(where, function));
            }
        }
        if (!unknown.isEmpty()) {
            Set<KernelFunction> present = KernelSymbols.present(unknown);
            unknown.forEach(function -> functions.put(
                    function,
                    present.contains(function) ? Presence.UNTYPED : notIn(home(function, modules), function)));
        }
        boolean virtiofs = hasVirtioFs(VIRTIO_DEVICES);
        functions.replaceAll((function, presence) ->
                virtiofs || !DaxFilesystem.otherTypesOf(function.module()).contains("virtiofs")
                        ? presence
                        : Presence.UNUSED);
        return new KernelFeatures(
                functions, Files.isReadable(BTF.resolve(KernelFunction.VMLINUX)), Machine.hasKprobes());
    }

    /** Whether a virtiofs can be mounted: its functions are six of 26 probes, each of which takes its time to attach and detach. */
    static boolean hasVirtioFs(Path devices) throws IOException {
        if (!Files.isDirectory(devices)) {
            return false;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(devices)) {
            for (Path device : all) {
                Path kind = device.resolve("device");
                if (Files.isReadable(kind) && Files.readString(kind).strip().equals(VIRTIO_FS)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where it has to be, if anywhere: what is in no loaded module may be built in. */
    private static String home(KernelFunction function, Set<String> modules) {
        return modules.contains(function.module()) ? function.module() : KernelFunction.VMLINUX;
    }

    /** Looked for there, and not found. */
    private static Presence notIn(String where, KernelFunction function) {
        return where.equals(function.module()) ? Presence.MISSING : Presence.ABSENT;
    }

    /** BTF as text: a function's name stands in it, between NULs, when the function has a type. */
    private static String types(String module) {
        try {
            return new String(Files.readAllBytes(BTF.resolve(module)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static String nul(String name) {
        return "\0" + name + "\0";
    }

    /** None where a kernel that has no modules has no such file. */
    private static Set<String> loadedModules() throws IOException {
        Set<String> names = new HashSet<>();
        if (Files.exists(MODULES)) {
            for (String line : Files.readAllLines(MODULES)) {
                names.add(line.substring(0, line.indexOf(' ')));
            }
        }
        return names;
    }

    /** Whether the kernel describes its types: without it no program of ours can be placed. */
    public boolean hasBtf() {
        return btf;
    }

    /** Whether the kernel is built with kprobes. */
    boolean hasKprobes() {
        return kprobes;
    }

    /** Whether the function is in the kernel or a loaded module. */
    public boolean has(KernelFunction function) {
        return functions.get(function) == Presence.TYPED || functions.get(function) == Presence.UNTYPED;
    }

    /** Whether nothing that is mounted can call it. */
    boolean isUnused(KernelFunction function) {
        return functions.get(function) == Presence.UNUSED;
    }

    /** Whether the kernel or the loaded module that the function belongs to is without it. */
    boolean lacks(KernelFunction function) {
        return functions.get(function) == Presence.MISSING;
    }

    /** Whether BTF describes the function, as fentry needs. */
    public boolean isTyped(KernelFunction function) {
        return functions.get(function) == Presence.TYPED;
    }

    /** Whether programs can ask where the registers are with which a thread entered the kernel: 5.15. */
    static boolean hasTaskPtRegs() {
        LibbpfLog.install();
        return LibBpf.libbpf_probe_bpf_helper(PROG_TYPE_KPROBE, FUNC_TASK_PT_REGS, null) == 1;
    }
}
