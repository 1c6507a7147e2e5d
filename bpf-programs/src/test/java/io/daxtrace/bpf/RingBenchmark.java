package io.daxtrace.bpf;

import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Fault records taken from a ring buffer of 8 MiB and decoded: records a second, on one thread. Run by benchmarks/ring. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RingBenchmark {
    private static final int SIZE = 8 << 20;
    private static final int STEP = RingReader.HEADER_SIZE + RecordDecoder.FAULT_SIZE + 7 & ~7;
    /** A constant, as the annotation wants; at 168 bytes each they fill most of the ring. */
    private static final int RECORDS = 49_000;

    private static final int THREADS = 20;

    private final ByteBuffer consumer = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    private final ByteBuffer producer = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    private final RingReader reader = new RingReader(consumer, producer, filled());
    private final Sum sum = new Sum();
    private final RecordDecoder decoder = new RecordDecoder(sum, Set.of());
    private long position;

    /** What a sink does at the least. */
    private static final class Sum implements FaultSink {
        private long nanoseconds;

        @Override
        public void fault(Fault fault) {
            nanoseconds += fault.total;
        }

        @Override
        public void fsync(FsyncCall call) {
            nanoseconds += call.duration;
        }
    }

    /** A full ring: what lies in it once lies in it again. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long drain() {
        position += SIZE;
        producer.putLong(0, position);
        int taken = reader.drain(decoder, Integer.MAX_VALUE);
        if (taken != RECORDS) {
            throw new IllegalStateException(taken + " records taken, not " + RECORDS);
        }
        return sum.nanoseconds;
    }

    /** Records of a few threads, and at the end a discarded one over what is left of the ring. */
    private static ByteBuffer filled() {
        ByteBuffer data = ByteBuffer.allocateDirect(2 * SIZE).order(ByteOrder.nativeOrder());
        for (int i = 0; i < RECORDS; i++) {
            int at = i * STEP + RingReader.HEADER_SIZE;
            data.putInt(i * STEP, RecordDecoder.FAULT_SIZE);
            data.putShort(at + RecordDecoder.TYPE, (short) RecordDecoder.FAULT);
            data.putLong(at + RecordDecoder.START, i * 1000L);
            data.putLong(at + RecordDecoder.TOTAL, 500 + i % 100);
            data.putInt(at + RecordDecoder.TID, i % THREADS);
            data.put(at + RecordDecoder.COMM, (byte) ('a' + i % THREADS));
        }
        data.putInt(RECORDS * STEP, SIZE - RECORDS * STEP - RingReader.HEADER_SIZE | RingReader.DISCARDED);
        return data;
    }
}
