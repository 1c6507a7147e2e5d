package io.daxtrace.bpf;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Owns the mappings of a BPF ring buffer map. Nobody may read after {@link #close()}: the pages are gone, and a read of
 * them ends the JVM. For one thread.
 *
 * <pre>
 *   offset 0        consumer's page    writable
 *          page     producer's page    read-only
 *          2 pages  data, twice        read-only
 * </pre>
 */
final class RingBuffer implements AutoCloseable {
    private final long page = LibC.pageSize();
    private final long rest;
    private Pointer consumer;
    private Pointer producer;
    private RingReader reader;

    /** @param size bytes of the ring: a power of two, at least a page, at most 512 MiB */
    RingBuffer(int descriptor, int size) throws BpfException {
        rest = page + 2L * size;
        consumer = map(descriptor, page, LibC.PROT_READ | LibC.PROT_WRITE, 0);
        try {
            producer = map(descriptor, rest, LibC.PROT_READ, page);
        } catch (BpfException e) {
            LibC.munmap(consumer, page);
            throw e;
        }
        reader =
                new RingReader(buffer(consumer, 0, page), buffer(producer, 0, page), buffer(producer, page, 2L * size));
    }

    private static Pointer map(int descriptor, long length, int protection, long offset) throws BpfException {
        Pointer mapped = LibC.mmap(null, length, protection, LibC.MAP_SHARED, descriptor, offset);
        if (LibC.failed(mapped)) {
            throw new BpfException("cannot map the ring buffer: " + LibC.strerror(Native.getLastError()));
        }
        return mapped;
    }

    private static ByteBuffer buffer(Pointer mapped, long offset, long length) {
        return mapped.getByteBuffer(offset, length).order(ByteOrder.nativeOrder());
    }

    /** @see RingReader#drain */
    int drain(RingReader.Records records, int most) {
        return reader.drain(records, most);
    }

    @Override
    public void close() {
        if (reader != null) {
            reader = null;
            LibC.munmap(producer, rest);
            LibC.munmap(consumer, page);
            producer = null;
            consumer = null;
        }
    }
}
