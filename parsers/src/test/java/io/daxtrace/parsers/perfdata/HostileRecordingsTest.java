package io.daxtrace.parsers.perfdata;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.daxtrace.event.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cut and damaged recordings give a result or a message, nothing else. */
class HostileRecordingsTest {
    @TempDir
    Path folder;

    private int results;
    private int refusals;

    private void outcome(byte[] bytes, String what) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(bytes), what);
    }

    private void read(byte[] bytes) throws IOException {
        try {
            Perf.read(folder, bytes);
            results++;
        } catch (BadInputException e) {
            refusals++;
            assertThat(e).hasMessageMatching("(?s).{20,}");
        }
    }

    private byte[] synthetic() {
        Perf perf = new Perf(BIG_ENDIAN).usualEvents().comm(1, 1, "sh", 0).fork(2, 1, 2, 1, 5);
        for (int i = 0; i < 40; i++) {
            perf.sample(1 + i % 2, 1, 2, 1000 + i * 7 % 13, i % 3);
            if (i % 9 == 0) {
                perf.round().lost(3, 1000 + i, 1).comm(2, 2, "db", 1000 + i);
            }
        }
        return perf.lostSamples(0, 4).file();
    }

    @Test
    void cutAnywhere() throws IOException {
        byte[] small = synthetic();
        for (int length = 1; length < small.length; length += 17) {
            outcome(Arrays.copyOf(small, length), "cut at " + length);
        }
        byte[] pipe =
                new Perf(BIG_ENDIAN).usualEvents().sample(1, 1, 1, 5, 0).round().pipe();
        for (int length = 1; length < pipe.length; length += 7) {
            outcome(Arrays.copyOf(pipe, length), "pipe cut at " + length);
        }
        byte[] real = Files.readAllBytes(RealRecordingsTest.SAMPLES.resolve("xfs-7.2-z.data"));
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            int length = 1 + random.nextInt(real.length - 1);
            outcome(Arrays.copyOf(real, length), "sample cut at " + length);
        }
        assertThat(refusals).isPositive();
        assertThat(results).isPositive();
    }

    @Test
    void damagedAnywhere() throws IOException {
        mutate(synthetic(), 1500);
        mutate(new Perf(BIG_ENDIAN).usualEvents().sample(1, 1, 1, 5, 0).round().pipe(), 500);
        mutate(Files.readAllBytes(RealRecordingsTest.SAMPLES.resolve("xfs-7.2-z.data")), 100);
        mutate(Files.readAllBytes(RealRecordingsTest.SAMPLES.resolve("ext4-6.1.data")), 50);
        assertThat(refusals).isPositive();
        assertThat(results).isPositive();
    }

    private void mutate(byte[] sample, int count) {
        for (int seed = 0; seed < count; seed++) {
            Random random = new Random(seed);
            byte[] bytes = sample.clone();
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                // half of them in the header and the events
                int at = random.nextInt(random.nextBoolean() ? Math.min(600, bytes.length) : bytes.length);
                bytes[at] = switch (random.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> -1;
                    case 2 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
                    default -> (byte) random.nextInt();
                };
            }
            outcome(bytes, "seed " + seed + " of " + sample.length);
        }
    }
}
