package io.daxtrace.bpf;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file mapped shared and writable, with MAP_SYNC or without, at a chosen place in the address space:
 *
 * <pre>
 *   reserved, PROT_NONE                         a multiple of the huge page size
 *   |.................................|.........|.................................|
 *                                     ^ huge    ^ + a page: no huge page of the file lies on one of the
 *                                       faults    address space, so every fault is a base page's
 * </pre>
 *
 * Nobody may touch {@link #memory()} after {@link #close()}: the pages are gone, and a store there ends the JVM. A store
 * to a page that the filesystem cannot provide is a SIGBUS, which the JVM turns into an InternalError on that thread.
 */
public final class SyncMapping implements AutoCloseable {
    private static final int PROT_NONE = 0;
    private static final int MAP_PRIVATE = 2;
    private static final int MAP_FIXED = 0x10;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_NORESERVE = 0x4000;
    private static final int O_NOFOLLOW = 0x20000;

    private final Pointer reserved;
    private final long reservedLength;
    private ByteBuffer memory;

    private SyncMapping(Pointer reserved, long reservedLength, ByteBuffer memory) {
        this.reserved = reserved;
        this.reservedLength = reservedLength;
        this.memory = memory;
    }

    /**
     * Maps the first bytes of a file.
     *
     * @param length a multiple of the page size
     * @param sync whether with MAP_SYNC
     * @param huge whether aligned for huge pages
     */
    public static SyncMapping of(Path file, int length, boolean sync, boolean huge) throws MapException {
        int fd = LibC.open(file.toString(), LibC.O_RDWR | O_NOFOLLOW | LibC.O_CLOEXEC, 0);
        if (fd < 0) {
            throw new MapException("cannot open the file to map it", Native.getLastError());
        }
        try {
            return map(fd, length, sync, huge);
        } finally {
            LibC.close(fd);
        }
    }

    /**
     * Whether the kernel refuses MAP_SYNC for this file as it is now: without DAX, be it only the file's own, every file. No
     * page of it is touched.
     */
    public static boolean isRefused(Path file) {
        int fd = LibC.open(file.toString(), LibC.O_RDONLY | LibC.O_CLOEXEC, 0);
        if (fd < 0) {
            return false;
        }
        try {
            int page = LibC.pageSize();
            Pointer mapped = LibC.mmap(null, page, LibC.PROT_READ, LibC.MAP_SHARED_VALIDATE | LibC.MAP_SYNC, fd, 0);
            if (LibC.failed(mapped)) {
                return Native.getLastError() == LibC.EOPNOTSUPP;
            }
            LibC.munmap(mapped, page);
            return false;
        } finally {
            LibC.close(fd);
        }
    }

    private static SyncMapping map(int fd, int length, boolean sync, boolean huge) throws MapException {
        long hugePage = hugePageSize();
        long room = length + 2 * hugePage;
        Pointer reserved = LibC.mmap(null, room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (LibC.failed(reserved)) {
            throw new MapException("cannot reserve " + room + " bytes of address space", Native.getLastError());
        }
        long at = (Pointer.nativeValue(reserved) + hugePage & -hugePage) + (huge ? 0 : LibC.pageSize());
        int flags = LibC.MAP_SHARED_VALIDATE | MAP_FIXED | (sync ? LibC.MAP_SYNC : 0);
        Pointer mapped = LibC.mmap(new Pointer(at), length, LibC.PROT_READ | LibC.PROT_WRITE, flags, fd, 0);
        if (LibC.failed(mapped)) {
            MapException failure =
                    new MapException("cannot map" + (sync ? " with MAP_SYNC" : ""), Native.getLastError());
            LibC.munmap(reserved, room);
            throw failure;
        }
        return new SyncMapping(reserved, room, mapped.getByteBuffer(0, length));
    }

    /** Bytes that one entry of the second lowest page table maps: 2 MiB with pages of 4 KiB. */
    public static long hugePageSize() {
        long page = LibC.pageSize();
        return page / Long.BYTES * page;
    }

    /** The file's bytes. */
    public ByteBuffer memory() {
        return memory;
    }

    @Override
    public void close() {
        if (memory != null) {
            memory = null;
            LibC.munmap(reserved, reservedLength);
        }
    }
}
