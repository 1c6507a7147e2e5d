package io.daxtrace.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A kernel function whose entries and returns daxtrace follows: a line of functions.h, from which the BPF programs are made
 * too. Each is one object, so they are compared by identity.
 */
public final class KernelFunction {
    /** What a function is to a fault. */
    public enum Role {
        /** Finds the block and, unless a sync is needed, maps it. */
        MAP,
        /** Finishes a sync fault. */
        FINISH,
        /** The generic fsync. */
        SYNC,
        /** The filesystem's own fsync operation, reached only through a pointer. */
        FILESYSTEM_SYNC,
        /** The filesystem's fault handler, around all the others. */
        HANDLER,
        /** Writes back the CPU's cache lines of a file's dirty pages. */
        WRITEBACK,
        /** Has the filesystem's journal commit, and waits for it. */
        JOURNAL,
        /** Flushes a device's cache. */
        FLUSH,
        /** Reserves room in the journal, and waits for it. */
        HANDLE,
        /** Locks an entry of a file's page cache, and waits for it. */
        ENTRY,
        /** A handler that only calls another one; not followed live. */
        WRAPPER;

        /** Whether a call of it is an fsync call or inside one. */
        public boolean isSync() {
            return this == SYNC || this == FILESYSTEM_SYNC;
        }

        /** Whether a fault begins and ends with it. */
        public boolean isHandler() {
            return this == HANDLER || this == WRAPPER;
        }

        /** Whether a call of it is a {@link Part} of a stage, and tells nothing else of a fault. */
        public boolean isPart() {
            return switch (this) {
                case WRITEBACK, JOURNAL, FLUSH, HANDLE, ENTRY -> true;
                case MAP, FINISH, SYNC, FILESYSTEM_SYNC, HANDLER, WRAPPER -> false;
            };
        }
    }

    /** The module of the functions that are always built in. */
    public static final String VMLINUX = "vmlinux";

    private static final Map<String, KernelFunction> BY_SYMBOL = new HashMap<>();
    private static final List<KernelFunction> ALL = read();

    public static final KernelFunction DAX_IOMAP_FAULT = ofSymbol("dax_iomap_fault");
    public static final KernelFunction DAX_FINISH_SYNC_FAULT = ofSymbol("dax_finish_sync_fault");
    public static final KernelFunction VFS_FSYNC_RANGE = ofSymbol("vfs_fsync_range");

    private final int number;
    private final String symbol;
    private final Role role;
    private final boolean isPart;
    private final String module;
    private final int arguments;

    private KernelFunction(int number, String[] line) {
        this.number = number;
        symbol = line[0];
        role = Role.valueOf(line[1]);
        isPart = role.isPart();
        module = line[2];
        arguments = Integer.parseInt(line[3]);
    }

    private static List<KernelFunction> read() {
        List<KernelFunction> all = new ArrayList<>();
        for (String[] line : FunctionList.lines("FUNCTION")) {
            KernelFunction function = new KernelFunction(all.size(), line);
            all.add(function);
            BY_SYMBOL.put(function.symbol, function);
        }
        return List.copyOf(all);
    }

    /** All of them, each at its {@link #number}. */
    public static List<KernelFunction> all() {
        return ALL;
    }

    /** Its place in the list, from 0. */
    public int number() {
        return number;
    }

    /** The name in kallsyms. */
    public String symbol() {
        return symbol;
    }

    public Role role() {
        return role;
    }

    /** Whether its role {@link Role#isPart is a part's}: asked of every event. */
    public boolean isPart() {
        return isPart;
    }

    /** The module that it is in where it is not built in: of a handler or an fsync, its filesystem's name; or {@link #VMLINUX}. */
    public String module() {
        return module;
    }

    /** How many arguments it has from 4.16 to 7.2. */
    public int arguments() {
        return arguments;
    }

    /** The function of that exact kallsyms name, or null when daxtrace does not follow it. */
    public static KernelFunction ofSymbol(String symbol) {
        return BY_SYMBOL.get(symbol);
    }

    @Override
    public String toString() {
        return symbol;
    }
}
