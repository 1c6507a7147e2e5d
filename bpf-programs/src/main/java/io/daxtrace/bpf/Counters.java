package io.daxtrace.bpf;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.daxtrace.event.LossAccount;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code struct counters} of record.h, mapped: the switch that starts the programs, and what they lost. */
final class Counters implements AutoCloseable {
    static final int ENABLED = 0;
    static final int RING_FULL = 8;
    static final int MAP_FULL = 16;
    static final int UNMATCHED_ENTRIES = 24;
    static final int UNMATCHED_RETURNS = 32;
    static final int CLAMPED = 40;
    static final int KEYS_FULL = 48;
    static final int FILTERED = 56;
    static final int TOO_SHORT = 60;
    static final int SIZE = 64;

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
