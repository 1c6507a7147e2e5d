package io.daxtrace.bpf;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;

/**
 * A fault of our own on a DAX mount: one page of a file that never has a name is mapped with MAP_SYNC, written to, and
 * flushed by fsync(2). Attached probes have to see the fault with its stages, and the flush.
 */
public final class TrialFault implements FaultSink {
    private static final int O_TMPFILE = 0x410000;

    /** What became of the mapping. */
    public enum MapSync {
        YES,
        NO,
        /** The mount is read-only or full, or this user may not write there. */
        UNTRIED
    }

    private final long dev;
    private MapSync mapSync = MapSync.UNTRIED;
    private boolean written;
    private long address;
    private long ino = Event.UNKNOWN;
    private String stages = "";
    private boolean whole;
    private boolean flushed;

    private TrialFault(long dev) {
        this.dev = dev;
    }

    /** Makes it, on this thread. */
    public static TrialFault on(DaxMount mount) {
        TrialFault trial = new TrialFault(mount.dev());
        int fd = LibC.open(mount.mountPoint(), LibC.O_RDWR | O_TMPFILE | LibC.O_CLOEXEC, 0600);
        if (fd >= 0) {
            try {
                trial.make(fd);
            } finally {
                LibC.close(fd);
            }
        }
        return trial;
    }

    private void make(int fd) {
        int page = LibC.pageSize();
        // a store to a page that no block can be found for would be a SIGBUS
        if (LibC.posix_fallocate(fd, 0, page) != 0) {
            return;
        }
        Pointer mapped = LibC.mmap(
                null, page, LibC.PROT_READ | LibC.PROT_WRITE, LibC.MAP_SHARED_VALIDATE | LibC.MAP_SYNC, fd, 0);
        if (LibC.failed(mapped)) {
            mapSync = Native.getLastError() == LibC.EOPNOTSUPP ? MapSync.NO : MapSync.UNTRIED;
            return;
        }
        mapSync = MapSync.YES;
        address = Pointer.nativeValue(mapped);
        try {
            mapped.getByteBuffer(0, page).put(0, (byte) 1);
            written = LibC.fsync(fd) == 0;
        } catch (InternalError e) {
            written = false; // SIGBUS: the memory itself is bad
        } finally {
            LibC.munmap(mapped, page);
        }
    }

    /** Whether the filesystem takes MAP_SYNC. */
    public MapSync mapSync() {
        return mapSync;
    }

    /** Whether there was a fault and a flush to be seen. */
    public boolean isMade() {
        return written;
    }

    /** Whether both were seen, the fault with all its stages. */
    public boolean isSeen() {
        return whole && flushed;
    }

    /** What of them was seen, in words. */
    public String seen() {
        return (stages.isEmpty() ? "no fault" : "a fault, " + stages) + (flushed ? ", and its fsync" : ", no fsync");
    }

    @Override
    public void fault(Fault fault) {
        if (!written || fault.dev != dev || fault.address != address) {
            return;
        }
        ino = fault.ino;
        boolean sync = fault.kind == Fault.Kind.SYNC;
        stages = stage("map", fault.map)
                + (sync ? ", " + stage("commit", fault.commit) + ", " + stage("insert", fault.insert) : "")
                + ", " + stage("other", sync ? fault.other : fault.total - fault.map);
        whole = fault.map > 0 && (!sync || fault.commit > 0 && fault.insert > 0);
    }

    private static String stage(String name, long ns) {
        return name + (ns == Event.UNKNOWN ? " not known" : " " + ns + " ns");
    }

    @Override
    public void fsync(FsyncCall call) {
        flushed |= call.cause == FsyncCall.Cause.FSYNC && call.dev == dev && call.ino == ino;
    }
}
