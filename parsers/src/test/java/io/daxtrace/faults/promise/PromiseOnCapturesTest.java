package io.daxtrace.faults.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.EventSink;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.faults.FaultAssembler;
import io.daxtrace.fixtures.CaptureFiles;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import io.daxtrace.parsers.ctf.CaptureMetadata;
import io.daxtrace.parsers.ctf.CaptureWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Real kernels keep the promise: 512 times in each of these captures. Edited, each violation is found. */
class PromiseOnCapturesTest {
    private static final Path SAMPLES = CaptureFiles.sample("trace-cmd");
    private static final Path ONE = SAMPLES.resolve("6.1-ext4/empty-load-sync.dat");
    private static final int PROMISES = 512;

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> everySyncCaptureKeepsItsPromises() throws IOException {
        return captures("empty-(idle|load)-sync\\.dat|perf\\.data|perf-script.*\\.txt|empty-load-sync\\.report\\.txt")
                .map(path -> DynamicTest.dynamicTest(path.toString(), () -> {
                    PromiseAccount account = check(path, event -> true);
                    assertThat(account.doubtCounts()).isEmpty();
                    assertThat(account.violations()).isEmpty();
                    assertThat(account.kept()).isEqualTo(PROMISES);
                }));
    }

    @TestFactory
    Stream<DynamicTest> otherCapturesPromiseNothing() throws IOException {
        return captures("(prealloc-.*|empty-.*-nosync)\\.dat")
                .map(path -> DynamicTest.dynamicTest(path.toString(), () -> {
                    PromiseAccount account = check(path, event -> true);
                    assertThat(account.total()).isZero();
                }));
    }

    @Test
    void eventsOfTheFaultsAloneProveNothing() throws IOException {
        PromiseAccount account = check(ONE, event -> event.function == null && event.dev != Event.UNKNOWN);
        assertThat(account.total()).isEqualTo(PROMISES);
        assertThat(account.kept()).isZero();
        assertThat(account.broken()).isZero();
    }

    @Test
    void findsAnEditInAnyPlace() throws IOException {
        for (int place : new int[] {1, 2, 300, PROMISES}) {
            assertOnly(Violation.Kind.MISSING_FSYNC, check(ONE, new Flush(place)));
            assertOnly(Violation.Kind.WRONG_RANGE, check(ONE, new Fsync(place, event -> {
                event.end -= event.kind == EventKind.FUNCTION_ENTRY ? 1 : 0;
                return true;
            })));
            assertOnly(Violation.Kind.NOT_DATASYNC, check(ONE, new Fsync(place, event -> {
                event.datasync = event.kind == EventKind.FUNCTION_ENTRY ? 0 : Event.UNKNOWN;
                return true;
            })));
            assertOnly(Violation.Kind.FAILED_FSYNC_INSERTED, check(ONE, new Fsync(place, event -> {
                event.result = -5;
                return true;
            })));
        }
    }

    /** The filesystem's own fsync, which was not lost, tells that the flush was made. */
    @Test
    void doesNotAccuseWhereVfsFsyncRangeAloneWasLost() throws IOException {
        for (int place : new int[] {1, 2, 300, PROMISES}) {
            PromiseAccount account = check(ONE, new Fsync(place, event -> false));
            assertThat(account.broken()).isZero();
            assertThat(account.kept()).isEqualTo(PROMISES - 1);
            assertThat(account.doubtCounts()).containsExactly(Map.entry(Doubt.RANGE_NOT_RECORDED, 1L));
        }
    }

    @Test
    void aCaptureOfOursIsCheckedByItsFaults() throws IOException {
        Path directory = temporary.resolve("c");
        Capture raw = new Capture("raw");
        try (CaptureWriter writer = new CaptureWriter(directory, CaptureMetadata.of("6.1", "mono", 0, 4096))) {
            FaultAssembler assembler = new FaultAssembler(raw, writer);
            read(ONE, raw, new Sinks(assembler, null, null));
            assembler.finish();
        }
        PromiseAccount account = check(directory, event -> true);
        assertThat(account.doubtCounts()).isEmpty();
        assertThat(account.kept()).isEqualTo(PROMISES);
    }

    private static void assertOnly(Violation.Kind kind, PromiseAccount account) {
        assertThat(account.violationCounts()).containsExactly(Map.entry(kind, 1L));
        assertThat(account.kept()).isEqualTo(PROMISES - 1);
        assertThat(account.violations().get(0).events()).anyMatch(line -> line.contains("NEEDDSYNC"));
    }

    private static Stream<Path> captures(String names) {
        List<Path> samples = CaptureFiles.below(SAMPLES, "/(" + names + ")");
        assertThat(samples).isNotEmpty();
        return Stream.concat(samples.stream(), CaptureFiles.below(CaptureFiles.shared(), "/(" + names + ")").stream());
    }

    /** Checks a capture's events, but for those that are filtered out. */
    private static PromiseAccount check(Path path, Predicate<Event> filter) throws IOException {
        Capture capture = new Capture(path.toString());
        PromiseCheck check = new PromiseCheck(capture, 0);
        EventSink events = new EventSink() {
            @Override
            public void event(Event event) {
                if (filter.test(event)) {
                    check.event(event);
                }
            }

            @Override
            public void lost(int cpu, long count) {
                check.lost(cpu, count);
            }
        };
        read(path, capture, new Sinks(events, check.faults(), (name, distribution) -> {}));
        PromiseAccount account = check.finish();
        assertThat(check.seesResults()).isTrue();
        return account;
    }

    private static void read(Path path, Capture capture, Sinks sinks) throws IOException {
        try (Input input = Input.open(path.toString())) {
            Captures.read(input, capture, sinks);
        }
    }

    /** Edits one vfs_fsync_range, its entry and its return. */
    private static final class Fsync implements Predicate<Event> {
        private final int place;
        private final Predicate<Event> edit;
        private int seen;

        Fsync(int place, Predicate<Event> edit) {
            this.place = place;
            this.edit = edit;
        }

        @Override
        public boolean test(Event event) {
            if (event.function != KernelFunction.VFS_FSYNC_RANGE) {
                return true;
            }
            seen += event.kind == EventKind.FUNCTION_ENTRY ? 1 : 0;
            return seen != place || edit.test(event);
        }
    }

    /** Leaves out one vfs_fsync_range and all that is inside it. */
    private static final class Flush implements Predicate<Event> {
        private final int place;
        private int seen;
        private int thread = -1;

        Flush(int place) {
            this.place = place;
        }

        @Override
        public boolean test(Event event) {
            boolean bound = event.function == KernelFunction.VFS_FSYNC_RANGE;
            if (bound && event.kind == EventKind.FUNCTION_ENTRY && ++seen == place) {
                thread = event.tid;
            }
            boolean inside = event.tid == thread;
            if (inside && bound && event.kind == EventKind.FUNCTION_RETURN) {
                thread = -1;
            }
            return !inside;
        }
    }
}
