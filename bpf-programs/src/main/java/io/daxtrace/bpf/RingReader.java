package io.daxtrace.bpf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads a BPF ring buffer (kernel/bpf/ringbuf.c) from its pages, whoever mapped them. Positions count bytes from the
 * beginning of time; the data area lies twice back to back, so that no record wraps.
 *
 * <pre>
 *   0        4         8
 *   +--------+---------+------------------+-----+
 *   | length | page    | record           | pad |   next at the end rounded up to 8
 *   +--------+---------+------------------+-----+
 *    31: busy, 30: discarded
 * </pre>
 *
 * For one thread.
 */
final class RingReader {
    /** Takes a record where it lies; the bytes are the kernel's again after the call. */
    @FunctionalInterface
    interface Records {
        void record(ByteBuffer data, int offset, int length);
    }

    static final int HEADER_SIZE = 8;
    static final int BUSY = 1 << 31;
    static final int DISCARDED = 1 << 30;

    /** Records after which the kernel is told that their room is free: cheaper than after each. */
    private static final int PUBLISH_EVERY = 64;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final ByteBuffer consumer;
    private final ByteBuffer producer;
    private final ByteBuffer data;
    private final long mask;
    private long position;

    /**
     * @param consumer begins with the consumer's position, writable
     * @param producer begins with the producer's position
     * @param data twice the ring's size, in native byte order
     */
    RingReader(ByteBuffer consumer, ByteBuffer producer, ByteBuffer data) {
        int size = data.capacity() / 2;
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("a ring of " + size + " bytes, expected a power of two");
        }
        this.consumer = consumer;
        this.producer = producer;
        this.data = data;
        mask = size - 1L;
        position = (long) LONG.getAcquire(consumer, 0);
    }

    /** Hands on complete records in order, {@code most} at most, and returns how many it did. */
    int drain(Records records, int most) {
        int delivered = 0;
        int unpublished = 0;
        long end = (long) LONG.getAcquire(producer, 0);
        while (delivered < most) {
            if (position == end) {
                end = (long) LONG.getAcquire(producer, 0);
                if (position == end) {
                    break;
                }
            }
            int offset = (int) (position & mask);
            int header = (int) INT.getAcquire(data, offset); // pairs with the exchange in bpf_ringbuf_commit()
            if ((header & BUSY) != 0) {
                break;
            }
            int length = header & ~(BUSY | DISCARDED);
            if ((header & DISCARDED) == 0) {
                records.record(data, offset + HEADER_SIZE, length);
                delivered++;
            }
            position += length + HEADER_SIZE + 7 & ~7;
            if (++unpublished == PUBLISH_EVERY) {
                publish();
                unpublished = 0;
            }
        }
        publish();
        return delivered;
    }

    private void publish() {
        LONG.setRelease(consumer, 0, position);
    }
}
