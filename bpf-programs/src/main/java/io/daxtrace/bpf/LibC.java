package io.daxtrace.bpf;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** The C library, by direct mapping. Failures are in {@link Native#getLastError()}. */
final class LibC {
    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_CLOEXEC = 0x80000;
    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final int MAP_SHARED = 1;
    static final int MAP_SHARED_VALIDATE = 3;
    static final int MAP_SYNC = 0x80000;
    static final int ESRCH = 3;
    static final int EOPNOTSUPP = 95;
    private static final int SC_PAGESIZE = 30;

    static {
        Native.register(LibC.class, NativeLibrary.getInstance("c"));
    }

    private LibC() {}

    static native Pointer mmap(Pointer address, long length, int protection, int flags, int fd, long offset);

    static native int munmap(Pointer address, long length);

    static native long sysconf(int name);

    static native long clock();

    static native int vasprintf(PointerByReference text, Pointer format, Pointer arguments);

    static native void free(Pointer memory);

    static native int open(String path, int flags, int mode);

    static native int close(int fd);

    /** Returns the error, and does not set it. */
    static native int posix_fallocate(int fd, long offset, long length);

    static native int fsync(int fd);

    static native int kill(int id, int signal);

    static native int sigaction(int signal, Pointer action, Pointer former);

    static native String strerror(int error);

    /** Bytes of a base page. */
    static int pageSize() {
        return (int) sysconf(SC_PAGESIZE);
    }

    /** Whether a mapping failed: mmap() returns -1 then. */
    static boolean failed(Pointer mapping) {
        return Pointer.nativeValue(mapping) == -1;
    }
}
