package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import io.daxtrace.distribution.LatencyHistogram;
import io.daxtrace.distribution.LogLinear;
import io.daxtrace.event.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The kernel itself sends records and counts latencies, by programs that BPF_PROG_TEST_RUN runs: nothing is attached. Needs
 * CAP_BPF and libbpf1; skipped without them.
 */
class GeneratorTest {
    private static final int RING_SIZE = 64 << 10;
    /** struct bpf_test_run_opts */
    private static final int TEST_RUN_OPTS_SIZE = 80;

    private static final int CTX_IN = 32;
    private static final int CTX_SIZE_IN = 48;
    private static final int GENERATION_SIZE = 16;
    private static final int OBSERVATION_SIZE = 24;
    private static final int FOLLOWING_SIZE = 16;
    private static final int MAKE = 0;
    private static final int FIND = 1;
    private static final int RELEASE = 2;
    private static final TraceOptions OPTIONS =
            new TraceOptions(TraceFilter.NONE, true, RING_SIZE, true, LiveKey.parts(List.of(Key.COMM)), 3, Set.of());

    private BpfObject object;

    @BeforeEach
    void load() throws Exception {
        KernelLoading.assumePossible();
        object = BpfObject.open("generator.bpf.o");
        ConfigLayout.write(object.map(".rodata.config").initialValue(), OPTIONS, Set.of(), false, true);
        object.map("ring").maxEntries(RING_SIZE);
        HistogramReader.size(object, OPTIONS, Set.of());
        object.enable("generate");
        object.enable("observe");
        object.enable("follow");
        object.enable("held");
        KernelLoading.load(object);
    }

    @AfterEach
    void close() {
        if (object != null) {
            object.close();
        }
    }

    private void run(String program, Memory context) {
        Memory options = new Memory(TEST_RUN_OPTS_SIZE);
        options.clear();
        options.setLong(0, TEST_RUN_OPTS_SIZE);
        options.setPointer(CTX_IN, context);
        options.setInt(CTX_SIZE_IN, (int) context.size());
        assertThat(LibBpf.bpf_prog_test_run_opts(object.descriptor(program), options))
                .isZero();
    }

    private Memory generate(int records, int first) {
        Memory context = new Memory(GENERATION_SIZE);
        context.clear();
        context.setInt(0, records);
        context.setInt(12, first);
        run("generate", context);
        return context;
    }

    @Test
    void everyRecordSubmittedIsDeliveredOnceAndInOrder() throws Exception {
        Random random = new Random(3);
        long submitted = 0;
        List<Long> got = new ArrayList<>();
        List<Long> expected = new ArrayList<>();
        int number = 0;
        try (RingBuffer ring = new RingBuffer(object.map("ring").descriptor(), RING_SIZE)) {
            for (int round = 0; round < 500; round++) {
                int records = random.nextInt(400);
                Memory context = generate(records, number);
                assertThat(context.getInt(8)).as("dropped").isZero();
                submitted += context.getInt(4);
                for (int i = 0; i < records; i++) {
                    if (i % 7 != 6) {
                        expected.add((long) number + i);
                    }
                }
                number += records;
                ring.drain(
                        (data, offset, length) -> {
                            got.add(data.getLong(offset));
                            assertThat(length).isIn(8, 13, 160);
                        },
                        Integer.MAX_VALUE);
            }
        }
        assertThat(got).hasSize((int) submitted).isEqualTo(expected);
    }

    @Test
    void recordsKeptAndDroppedAreAllThatWereMade() throws Exception {
        try (RingBuffer ring = new RingBuffer(object.map("ring").descriptor(), RING_SIZE)) {
            long submitted = 0;
            long dropped = 0;
            for (int round = 0; round < 10; round++) {
                Memory context = generate(1000, 0);
                submitted += context.getInt(4);
                dropped += context.getInt(8);
            }
            assertThat(dropped).isPositive();
            assertThat(ring.drain((data, offset, length) -> {}, Integer.MAX_VALUE))
                    .isEqualTo((int) submitted);
        }
    }

    private int observe(long ns, int row, int metric) {
        Memory context = new Memory(OBSERVATION_SIZE);
        context.clear();
        context.setLong(0, ns);
        context.setInt(8, row);
        context.setInt(12, metric);
        run("observe", context);
        return context.getInt(16);
    }

    @Test
    void theKernelSortsValuesIntoTheSameBucketsAsJava() {
        for (int bucket = 0; bucket < LogLinear.BUCKETS; bucket++) {
            assertThat(observe(LogLinear.low(bucket), 0, 0))
                    .as("low of %d", bucket)
                    .isEqualTo(bucket);
            assertThat(observe(LogLinear.high(bucket) - 1, 0, 0))
                    .as("high of %d", bucket)
                    .isEqualTo(bucket);
        }
        Random random = new Random(5);
        for (int i = 0; i < 5000; i++) {
            long value = random.nextLong() >>> 23 + random.nextInt(40);
            assertThat(observe(value, 0, 0)).as("%d", value).isEqualTo(LogLinear.index(value));
        }
    }

    @Test
    void theKernelsHistogramIsTheOneThatJavaMakesOfTheSameValues() throws Exception {
        HistogramReader reader = new HistogramReader(object, OPTIONS, Set.of());
        LatencyHistogram expected = new LatencyHistogram();
        Random random = new Random(11);
        for (int i = 0; i < 5000; i++) {
            long value = random.nextLong() >>> 20 + random.nextInt(43);
            expected.record(value);
            observe(value, OPTIONS.rows() - 1, LiveRow.FAULT_SYNC);
        }
        List<LiveRow> rows = reader.read(true);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).key()).containsEntry(Key.COMM, "other");
        assertThat(rows.get(0).sync().distribution()).isEqualTo(expected.snapshot(1));
        assertThat(rows.get(0).async().count()).isZero();

        LatencyHistogram later = new LatencyHistogram();
        for (int i = 0; i < 100; i++) {
            later.record(1000 + i);
            observe(1000 + i, OPTIONS.rows() - 1, LiveRow.FAULT_SYNC);
        }
        LiveRow difference = reader.read(true).get(0).since(rows.get(0));
        assertThat(difference.sync().count()).isEqualTo(100);
        assertThat(difference.sync().distribution().sum()).isEqualTo(later.sum());
    }

    /** Runs a step with this thread's state; returns where that is: 1 in a slot, 2 in the hash, 0 nowhere. */
    private int follow(int step, Memory context) {
        context.setInt(0, step);
        run("follow", context);
        return context.getInt(4);
    }

    @Test
    void everyThreadFindsItsOwnStateWhereverThatIs() throws Exception {
        int threads = 8;
        AtomicIntegerArray places = new AtomicIntegerArray(3);
        List<Future<?>> results = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        for (int thread = 0; thread < threads; thread++) {
            long number = thread;
            results.add(executor.submit(() -> {
                Memory context = new Memory(FOLLOWING_SIZE);
                for (int round = 0; round < 2000; round++) {
                    assertThat(follow(FIND, context)).isZero();
                    long mark = number << 32 | round;
                    context.setLong(8, mark);
                    int place = follow(MAKE, context);
                    for (int look = 0; look < 3; look++) {
                        context.setLong(8, 0);
                        assertThat(follow(FIND, context)).isEqualTo(place);
                        assertThat(context.getLong(8)).isEqualTo(mark);
                    }
                    assertThat(follow(RELEASE, context)).isEqualTo(place);
                    assertThat(context.getLong(8)).isEqualTo(mark);
                    places.incrementAndGet(place);
                }
            }));
        }
        executor.shutdown();
        for (Future<?> result : results) {
            result.get();
        }
        assertThat(places.get(0)).isZero();
        assertThat(places.get(1)).as("in slots").isPositive();
        assertThat(places.get(2)).as("in the hash").isPositive();
        Memory context = new Memory(FOLLOWING_SIZE);
        run("held", context);
        assertThat(context.getInt(4)).as("left over").isZero();
    }
}
