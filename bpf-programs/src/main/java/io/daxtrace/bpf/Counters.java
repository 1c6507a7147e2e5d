package io.daxtrace.bpf;

import static io.daxtrace.bpf.ObjectTypes.offset;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.daxtrace.event.LossAccount;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code struct counters} of record.h, mapped: the switch that starts the programs, and what they lost. */
final class Counters implements AutoCloseable {
    private static final String COUNTERS = "counters";
    static final int ENABLED = offset(COUNTERS, "enabled");
    static final int RING_FULL = offset(COUNTERS, "ring_full");
    static final int MAP_FULL = offset(COUNTERS, "map_full");
    static final int UNMATCHED_ENTRIES = offset(COUNTERS, "unmatched_entries");
    static final int UNMATCHED_RETURNS = offset(COUNTERS, "unmatched_returns");
    static final int CLAMPED = offset(COUNTERS, "clamped");
    static final int LOST_FAULTS = offset(COUNTERS, "lost_faults");
    static final int KEYS_FULL = offset(COUNTERS, "keys_full");
    static final int FILTERED = offset(COUNTERS, "filtered");
    static final int TOO_SHORT = offset(COUNTERS, "too_short");
    static final int SIZE = ObjectTypes.size(COUNTERS);

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final long length = LibC.pageSize();
    private Pointer mapped;
    private ByteBuffer values;

    Counters(int descriptor) throws BpfException {
        mapped = LibC.mmap(null, length, LibC.PROT_READ | LibC.PROT_WRITE, LibC.MAP_SHARED, descriptor, 0);
        if (LibC.failed(mapped)) {
            throw new BpfException("cannot map the counters: " + LibC.strerror(Native.getLastError()));
        }
        values = mapped.getByteBuffer(0, SIZE).order(ByteOrder.nativeOrder());
    }

    /** Lets new operations begin, or none; those under way are followed to their end. */
    void enable(boolean enabled) {
        LONG.setVolatile(values, ENABLED, enabled ? 1L : 0L);
    }

    /** Operations that were counted under no key of their own. */
    long keysFull() {
        return value(KEYS_FULL);
    }

    /** Whether there were operations that no filter asked for. */
    boolean isFiltered() {
        return (int) INT.getVolatile(values, FILTERED) != 0;
    }

    /** Whether there were operations shorter than was asked for. */
    boolean isTooShort() {
        return (int) INT.getVolatile(values, TOO_SHORT) != 0;
    }

    /** Adds what the programs lost so far. */
    void addTo(LossAccount loss) {
        loss.ringFull += value(RING_FULL);
        loss.mapFull += value(MAP_FULL);
        loss.unmatchedEntries += value(UNMATCHED_ENTRIES);
        loss.unmatchedReturns += value(UNMATCHED_RETURNS);
        loss.clamped += value(CLAMPED);
        loss.lostFaults += value(LOST_FAULTS);
    }

    private long value(int offset) {
        return (long) LONG.getVolatile(values, offset);
    }

    @Override
    public void close() {
        if (mapped != null) {
            values = null;
            LibC.munmap(mapped, length);
            mapped = null;
        }
    }
}
