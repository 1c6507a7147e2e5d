package io.daxtrace.parsers.perfdata;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventSink;
import io.daxtrace.fixtures.ReadCapture;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order of delivery: by time, whatever order the CPUs' buffers were written in. */
class OrderTest {
    @TempDir
    Path folder;

    private final Perf perf = new Perf(LITTLE_ENDIAN).usualEvents();

    private record Sample(long time, int cpu, int tid) {
        String line() {
            return "null " + tid + ' ' + cpu + ' ' + time + " fs_dax:dax_pte_fault";
        }
    }

    /** Rounds of perf record: in each, what every CPU wrote until its buffer was copied, one CPU after the other. */
    private List<Sample> rounds(int cpus, int rounds, boolean marks) {
        Random random = new Random(cpus);
        List<Sample> all = new ArrayList<>();
        long[] next = new long[cpus];
        int tid = 1;
        for (int round = 1; round <= rounds; round++) {
            for (int cpu = 0; cpu < cpus; cpu++) {
                long until = round * 1000L + 5L * cpu;
                for (; next[cpu] < until; next[cpu] += random.nextInt(60)) {
                    all.add(new Sample(1 + next[cpu], cpu, tid));
                    perf.sample(1, tid, tid++, 1 + next[cpu], cpu);
                }
            }
            if (marks) {
                perf.round();
            }
        }
        return all;
    }

    private static List<String> sorted(List<Sample> samples) {
        return samples.stream()
                .sorted(Comparator.comparingLong(Sample::time))
                .map(Sample::line)
                .toList();
    }

    @Test
    void byTimeAndThenByPlaceInTheFile() throws IOException {
        for (int cpus : new int[] {1, 2, 7, 40}) {
            perf.clear();
            List<Sample> samples = rounds(cpus, 20, true);
            ReadCapture read = perf.read(folder);
            assertThat(read.lines()).isEqualTo(sorted(samples));
            assertThat(read.capture.warnings()).isEmpty();
        }
    }

    @Test
    void withoutMarksOfRounds() throws IOException {
        List<Sample> samples = rounds(7, 20, false);
        ReadCapture read = perf.read(folder);
        assertThat(read.lines()).isEqualTo(sorted(samples));
        assertThat(read.capture.warnings()).isEmpty();
    }

    @Test
    void whatComesTooLateIsDeliveredAndCounted() throws IOException {
        perf.sample(1, 1, 1, 100, 0).sample(1, 1, 1, 200, 0).round();
        perf.sample(1, 1, 1, 300, 0).round();
        perf.sample(1, 1, 1, 150, 1)
                .sample(1, 1, 1, 250, 1)
                .sample(1, 1, 1, 400, 0)
                .round();
        ReadCapture read = perf.read(folder);
        assertThat(read.lines().stream().map(line -> line.split(" ")[3]))
                .containsExactly("100", "200", "150", "250", "300", "400");
        assertThat(read.capture.warnings())
                .containsExactly("1 records came later than the recording's rounds allow and are out of order");
    }

    /** 264 MB without a mark of a round, through a JVM of 256 MB. */
    @Test
    void memoryDoesNotGrowWithTheInput() throws IOException {
        int samples = 1000;
        for (int i = 0; i < 2 * samples; i++) {
            perf.sample(1, 1, 1, 0, i / samples);
        }
        byte[] block = perf.records();
        int size = block.length / (2 * samples);
        perf.clear();
        int blocks = 1500;
        InputStream endless = new InputStream() {
            private int count;
            private int at = block.length;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (at == block.length) {
                    if (count == blocks) {
                        return -1;
                    }
                    for (int i = 0; i < 2 * samples; i++) {
                        long time = 1 + count * 3L * samples + i % samples * 3L + i / samples;
                        System.arraycopy(perf.bytes().u64(time).array(), 0, block, i * size + 32, 8);
                    }
                    count++;
                    at = 0;
                }
                int n = Math.min(length, block.length - at);
                System.arraycopy(block, at, into, offset, n);
                at += n;
                return n;
            }
        };
        long[] countAndLast = new long[2];
        EventSink sink = new EventSink() {
            @Override
            public void event(Event event) {
                assertTrue(event.time >= countAndLast[1]);
                countAndLast[0]++;
                countAndLast[1] = event.time;
            }

            @Override
            public void lost(int cpu, long count) {
                throw new AssertionError("nothing is lost");
            }
        };
        Input input = Input.ofStream("-", new SequenceInputStream(new ByteArrayInputStream(perf.pipe()), endless));
        Capture capture = Captures.read(input, new Sinks(sink, null, null));
        assertThat(countAndLast[0]).isEqualTo(2L * samples * blocks);
        assertThat(capture.warnings()).isEmpty();
    }
}
