package io.daxtrace.parsers.perfdata;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
            EventLines read = perf.read(folder);
            assertThat(read.lines).isEqualTo(sorted(samples));
            assertThat(read.capture.warnings()).isEmpty();
        }
    }

    @Test
    void withoutMarksOfRounds() throws IOException {
        List<Sample> samples = rounds(7, 20, false);
        EventLines read = perf.read(folder);
        assertThat(read.lines).isEqualTo(sorted(samples));
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
        EventLines read = perf.read(folder);
        assertThat(read.lines.stream().map(line -> line.split(" ")[3]))
                .containsExactly("100", "200", "150", "250", "300", "400");
        assertThat(read.capture.warnings())
                .containsExactly("1 records came later than the recording's rounds allow and are out of order");
    }
}
