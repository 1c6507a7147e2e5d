package io.daxtrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.SyncMapping;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultingTest {
    private static final int PAGES = 100;

    @TempDir
    Path temporary;

    private final int page = Machine.pageSize();

    @ParameterizedTest
    @CsvSource({"1, false, false", "3, false, true", "100, true, false"})
    void everyPageIsTouchedOnceAndTimed(int threads, boolean shuffled, boolean huge) throws Exception {
        Path file = file(PAGES);
        long[] nanos;
        try (SyncMapping mapping = SyncMapping.of(file, PAGES * page, false, huge)) {
            nanos = new Faulting(threads, false, new AtomicBoolean())
                    .touch(mapping.memory(), Schedule.pages(PAGES, shuffled, 1), page)
                    .nanos();
        }
        assertThat(nanos).hasSize(PAGES);
        for (long n : nanos) {
            assertThat(n).isPositive();
        }
        byte[] expected = new byte[PAGES * page];
        for (int i = 0; i < PAGES; i++) {
            expected[i * page] = 2;
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(expected);
    }

    @Test
    void readingChangesNothing() throws Exception {
        Path file = file(PAGES);
        try (SyncMapping mapping = SyncMapping.of(file, PAGES * page, false, false)) {
            new Faulting(2, true, new AtomicBoolean()).touch(mapping.memory(), Schedule.pages(PAGES, false, 1), page);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(new byte[PAGES * page]);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void sigbusIsNamed(boolean read, boolean compiled) throws Exception {
        Path file = file(PAGES);
        Faulting faulting = new Faulting(1, read, new AtomicBoolean());
        if (compiled) {
            faulting.warmUp();
        }
        try (SyncMapping mapping = SyncMapping.of(file, PAGES * page, false, false)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate((long) PAGES / 2 * page);
            }
            assertThatThrownBy(() -> {
                        faulting.touch(mapping.memory(), Schedule.pages(PAGES, false, 1), page);
                        BenchFiles.checkTouched(file, PAGES, page, !read);
                    })
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("SIGBUS");
        }
    }

    @Test
    void aPageThatWasNotWrittenIsFound() throws Exception {
        Path file = file(PAGES);
        assertThatThrownBy(() -> BenchFiles.checkTouched(file, PAGES, page, true))
                .isInstanceOf(BenchException.class);
        BenchFiles.checkTouched(file, PAGES, page, false);
    }

    private Path file(int pages) throws Exception {
        Path file = temporary.resolve("mapped");
        Files.write(file, new byte[pages * page]);
        return file;
    }
}
