package io.daxtrace.event;

import java.util.HashMap;
import java.util.Map;

/** The kernel functions whose entries and returns daxtrace follows, by the name kallsyms gives them. */
public enum KernelFunction {
    /** fs/dax.c: one attempt at mapping; its result carries {@link FaultResult#NEEDDSYNC}. */
    DAX_IOMAP_FAULT("dax_iomap_fault", Role.MAP),
    /** fs/dax.c: syncs the range, then inserts the page table entry. */
    DAX_FINISH_SYNC_FAULT("dax_finish_sync_fault", Role.FINISH),
    /** fs/sync.c: inlined into some system calls, always a real call below {@link #DAX_FINISH_SYNC_FAULT}. */
    VFS_FSYNC_RANGE("vfs_fsync_range", Role.SYNC),
    EXT4_SYNC_FILE("ext4_sync_file", Role.FILESYSTEM_SYNC),
    XFS_FILE_FSYNC("xfs_file_fsync", Role.FILESYSTEM_SYNC),
    FUSE_FSYNC("fuse_fsync", Role.FILESYSTEM_SYNC),
    EXT4_DAX_FAULT("ext4_dax_fault", Role.HANDLER),
    EXT4_DAX_HUGE_FAULT("ext4_dax_huge_fault", Role.HANDLER),
    XFS_FILEMAP_FAULT("xfs_filemap_fault", Role.HANDLER),
    XFS_FILEMAP_HUGE_FAULT("xfs_filemap_huge_fault", Role.HANDLER),
    XFS_FILEMAP_PAGE_MKWRITE("xfs_filemap_page_mkwrite", Role.HANDLER),
    XFS_FILEMAP_PFN_MKWRITE("xfs_filemap_pfn_mkwrite", Role.HANDLER),
    FUSE_DAX_FAULT("fuse_dax_fault", Role.HANDLER),
    FUSE_DAX_HUGE_FAULT("fuse_dax_huge_fault", Role.HANDLER);

    /** What a function is to a fault. */
    public enum Role {
        /** Finds the block and, without MAP_SYNC trouble, maps it. */
        MAP,
        /** Finishes a sync fault. */
        FINISH,
        /** The generic sync. */
        SYNC,
        /** The filesystem's own fsync operation, reached only through a pointer. */
        FILESYSTEM_SYNC,
        /** The filesystem's fault handler, around all the others. */
        HANDLER
    }

    private static final Map<String, KernelFunction> BY_SYMBOL = new HashMap<>();

    static {
        for (KernelFunction function : values()) {
            BY_SYMBOL.put(function.symbol, function);
        }
    }

    private final String symbol;
    private final Role role;

    KernelFunction(String symbol, Role role) {
        this.symbol = symbol;
        this.role = role;
    }

    /** The name in kallsyms. */
    public String symbol() {
        return symbol;
    }

    public Role role() {
        return role;
    }

    /**
     * Whether it is a handler that only calls another one: fs/ext4/file.c, ext4_dax_fault is 16 bytes around a call of
     * ext4_dax_huge_fault. No other handler is ever inside a handler.
     */
    public boolean isWrapper() {
        return this == EXT4_DAX_FAULT;
    }

    /** The function of that exact kallsyms name, or null when daxtrace does not follow it. */
    public static KernelFunction ofSymbol(String symbol) {
        return BY_SYMBOL.get(symbol);
    }
}
