package io.daxtrace.bpf;

import com.sun.management.ThreadMXBean;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Prints how fast fault records are taken from a ring buffer of 8 MiB and decoded, and what that allocates.
 *
 * <pre>java -cp bpf-programs/target/test-classes:cli/target/daxtrace.jar io.daxtrace.bpf.RingSpeed</pre>
 */
public final class RingSpeed {
    private static final int SIZE = 8 << 20;
    private static final int ROUNDS = 400;
    private static final int THREADS = 20;

    private RingSpeed() {}

    public static void main(String[] args) {
        ByteOrder order = ByteOrder.nativeOrder();
        ByteBuffer consumer = ByteBuffer.allocateDirect(8).order(order);
        ByteBuffer producer = ByteBuffer.allocateDirect(8).order(order);
        ByteBuffer data = ByteBuffer.allocateDirect(2 * SIZE).order(order);
        int records = fill(data);
        RingReader reader = new RingReader(consumer, producer, data);
        long[] sum = new long[1];
        RecordDecoder decoder = new RecordDecoder(new FaultSink() {
            @Override
            public void fault(Fault f) {
                sum[0] += f.total;
            }

            @Override
            public void fsync(FsyncCall call) {
                sum[0] += call.duration;
            }
        });
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long position = 0;
        for (int pass = 0; pass < 3; pass++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            long taken = 0;
            for (int round = 0; round < ROUNDS; round++) {
                position += SIZE; // what lies in the ring once lies in it again
                producer.putLong(0, position);
                taken += reader.drain(decoder, records);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            System.out.printf(
                    Locale.ROOT,
                    "%.1f M records/s, %.3f bytes allocated a record (%d)%n",
                    taken / seconds / 1e6,
                    (double) allocated / taken,
                    sum[0]);
        }
    }

    /** Records of a few threads, and at the end a discarded one over what is left of the ring. */
    private static int fill(ByteBuffer data) {
        int length = RecordLayout.FAULT_SIZE;
        int step = RingReader.HEADER_SIZE + length + 7 & ~7;
        int count = (SIZE - RingReader.HEADER_SIZE) / step;
        for (int i = 0; i < count; i++) {
            int at = i * step + RingReader.HEADER_SIZE;
            data.putInt(i * step, length);
            data.putShort(at + RecordLayout.TYPE, (short) RecordLayout.FAULT);
            data.putLong(at + RecordLayout.START, i * 1000L);
            data.putLong(at + RecordLayout.TOTAL, 500 + i % 100);
            data.putInt(at + RecordLayout.TID, i % THREADS);
            data.put(at + RecordLayout.COMM, (byte) ('a' + i % THREADS));
        }
        data.putInt(count * step, SIZE - count * step - RingReader.HEADER_SIZE | RingReader.DISCARDED);
        return count;
    }
}
