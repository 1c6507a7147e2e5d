package io.daxtrace.parsers.perfdata;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.BadInputException;
import io.daxtrace.fixtures.Damage;
import io.daxtrace.fixtures.ReadCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cut and damaged recordings give a result or a message, nothing else. */
class HostileRecordingsTest {
    @TempDir
    Path folder;

    private byte[] synthetic() {
        Perf perf = new Perf(BIG_ENDIAN)
                .usualEvents()
                .comm(1, 1, "sh", 0)
                .mapped(0, 259, 1, 13, "/pmem/a", 1)
                .fork(2, 1, 2, 1, 5);
        for (int i = 0; i < 40; i++) {
            perf.sample(1 + i % 2, 1, 2, 1000 + i * 7 % 13, i % 3);
            if (i % 9 == 0) {
                perf.round().lost(3, 1000 + i, 1).comm(2, 2, "db", 1000 + i);
            }
        }
        return perf.lostSamples(0, 4).file();
    }

    private byte[] pipe() {
        return new Perf(BIG_ENDIAN).usualEvents().sample(1, 1, 1, 5, 0).round().pipe();
    }

    private static byte[] real(String name) throws IOException {
        return Files.readAllBytes(RealRecordingsTest.SAMPLES.resolve(name));
    }

    @Test
    void cutAnywhere() throws IOException {
        assertBoth(Damage.cut(synthetic(), 400, this::read, HostileRecordingsTest::hasReason));
        assertBoth(Damage.cut(pipe(), 250, this::read, HostileRecordingsTest::hasReason));
        assertBoth(Damage.cut(real("xfs-7.2-z.data"), 60, this::read, HostileRecordingsTest::hasReason));
    }

    @Test
    void damagedAnywhere() throws IOException {
        assertBoth(Damage.change(synthetic(), 1500, this::read, HostileRecordingsTest::hasReason));
        assertBoth(Damage.change(pipe(), 500, this::read, HostileRecordingsTest::hasReason));
        assertBoth(Damage.change(real("xfs-7.2-z.data"), 100, this::read, HostileRecordingsTest::hasReason));
        assertBoth(Damage.change(real("ext4-6.1.data"), 50, this::read, HostileRecordingsTest::hasReason));
    }

    private void read(byte[] bytes) throws IOException {
        ReadCapture.of(folder, bytes);
    }

    private static void hasReason(BadInputException refusal) {
        assertThat(refusal).hasMessageMatching("(?s).{20,}");
    }

    private static void assertBoth(Damage.Outcome outcome) {
        assertThat(outcome.results()).isPositive();
        assertThat(outcome.refusals()).isPositive();
    }
}
