package io.daxtrace.parsers.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Part;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read again, whatever it is. */
class CaptureRoundTripTest {
    private static final CaptureMetadata PLAIN = CaptureMetadata.of("6.1.0", "monotonic", 0, 4096);

    @TempDir
    Path temporary;

    @Test
    void everyFieldOfEveryEventComesBack() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            Path directory = temporary.resolve("seed" + seed);
            Random random = new Random(seed);
            Recorded written = new Recorded();
            try (CaptureWriter writer =
                    new CaptureWriter(directory, PLAIN, new CaptureLimits(1024 + random.nextInt(70_000), 0))) {
                for (int i = 0; i < 10; i++) {
                    Recorded.random(random, random.nextInt(200), writer, written);
                    if (random.nextBoolean()) {
                        writer.flush();
                    }
                }
            }
            Recorded read = new Recorded();
            Capture capture = read.read(directory);
            assertThat(read.texts).as("seed %d", seed).isEqualTo(written.texts);
            assertThat(capture.warnings()).isEmpty();
            assertThat(capture.truncated).isFalse();
            assertThat(capture.loss().isZero()).isTrue();
            assertThat(capture.eventCounts())
                    .containsEntry("daxtrace:dax_fault", count(written, "fault "))
                    .containsEntry("daxtrace:dax_fsync", count(written, "fsync "));
        }
    }

    /** In the bytes of a capture too: each part takes eight there, and without --detail none. */
    @Test
    void thePartsOfStagesComeBackWhereTheyWereFollowed() throws IOException {
        Fault fault = fault("a");
        fault.commit = 30;
        fault.map = 10;
        fault.parts[Part.COMMIT_WRITEBACK.ordinal()] = 5;
        fault.parts[Part.COMMIT_JOURNAL.ordinal()] = 11;
        fault.parts[Part.MAP_ENTRY.ordinal()] = 10;
        Path plain = temporary.resolve("plain");
        Path detailed = temporary.resolve("detailed");
        for (Path directory : List.of(plain, detailed)) {
            CaptureMetadata metadata = directory == plain ? PLAIN : detailed("commit", "map");
            try (CaptureWriter writer = new CaptureWriter(directory, metadata)) {
                writer.fault(fault);
            }
        }
        assertThat(parts(detailed))
                .containsExactly("[5, 11, " + Event.UNKNOWN + ", " + Event.UNKNOWN + ", 10, " + Event.UNKNOWN + "]");
        assertThat(parts(plain)).containsExactly(Arrays.toString(new Fault().clear().parts));
        assertThat(Files.size(detailed.resolve("stream_0")) - Files.size(plain.resolve("stream_0")))
                .isEqualTo(Part.COUNT * 8L);
    }

    @Test
    void aFaultWhosePartsAreLongerThanTheirStageIsNone() throws IOException {
        Path directory = temporary.resolve("c");
        Fault fault = fault("a");
        fault.commit = 30;
        fault.parts[Part.COMMIT_JOURNAL.ordinal()] = 20;
        fault.parts[Part.COMMIT_FLUSH.ordinal()] = 11;
        try (CaptureWriter writer = new CaptureWriter(directory, detailed("commit"))) {
            writer.fault(fault);
            fault.parts[Part.COMMIT_FLUSH.ordinal()] = Long.MAX_VALUE;
            writer.fault(fault);
            fault.parts[Part.COMMIT_FLUSH.ordinal()] = 10;
            writer.fault(fault);
        }
        assertThat(parts(directory)).hasSize(1);
    }

    private static CaptureMetadata detailed(String... details) {
        return PLAIN.with(List.of(), List.of(), List.of(details), List.of());
    }

    private static List<String> parts(Path directory) throws IOException {
        List<String> parts = new ArrayList<>();
        FaultSink sink = new FaultSink() {
            @Override
            public void fault(Fault fault) {
                parts.add(Arrays.toString(fault.parts));
            }

            @Override
            public void fsync(FsyncCall call) {}
        };
        try (Input input = Input.open(directory.toString())) {
            Captures.read(input, new Sinks(null, sink, null));
        }
        return parts;
    }

    @Test
    void hostileTextsOfTheMetadataComeBack() throws IOException {
        Map<String, String> hostile = new TreeMap<>();
        for (String text : Recorded.HOSTILE) {
            hostile.put(text, text + "=");
        }
        Path directory = temporary.resolve("c");
        CaptureMetadata metadata = new CaptureMetadata(
                        "7.2\"\n",
                        "mono\\tonic",
                        -1_500_000_001,
                        1000,
                        16384,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new TreeMap<>(),
                        new TreeMap<>())
                .with(Recorded.HOSTILE, Recorded.HOSTILE, Recorded.HOSTILE, Recorded.HOSTILE)
                .with(hostile, hostile);
        new CaptureWriter(directory, metadata).close();

        Capture capture = new Recorded().read(directory);
        assertThat(capture.format).isEqualTo("daxtrace capture");
        assertThat(capture.kernel).isEqualTo("7.2\"\n");
        assertThat(capture.clock).isEqualTo("mono\\tonic");
        assertThat(capture.resolution).isEqualTo(1000);
        assertThat(capture.labels()).isEqualTo(hostile);
        assertThat(capture.environment())
                .containsAllEntriesOf(hostile)
                .containsEntry("page_size", "16384")
                .containsEntry("clock_offset_ns", "-1500000001")
                .containsEntry("filters", String.join("; ", Recorded.HOSTILE));
        assertThat(capture.probes()).containsExactlyInAnyOrderElementsOf(Recorded.HOSTILE);
        assertThat(Metadata.read(directory.resolve("metadata")).recording()).isEqualTo(metadata);
        assertThat(Files.readString(directory.resolve("metadata"))).matches("[\\x20-\\x7e\\n\\t]*");
    }

    @Test
    void whatCanNotBeEncodedIsReplaced() throws IOException {
        Path directory = temporary.resolve("c");
        String broken = "a\0b\ud800c";
        try (CaptureWriter writer = new CaptureWriter(directory, PLAIN.with(Map.of(), Map.of(broken, broken)))) {
            writer.fault(fault(broken));
            writer.fault(fault("\ud83d\ude00".repeat(40)));
        }
        Recorded read = new Recorded();
        assertThat(read.read(directory).labels()).containsExactly(Map.entry("a\ufffdb\ufffdc", "a\ufffdb\ufffdc"));
        assertThat(read.texts.get(0)).endsWith(" a\ufffdb\ufffdc");
        assertThat(read.texts.get(1)).endsWith("-1 " + "\ud83d\ude00".repeat(16));
    }

    @Test
    void theLastLossAccountIsTheCaptures() throws IOException {
        Path directory = temporary.resolve("c");
        try (CaptureWriter writer = new CaptureWriter(directory, PLAIN)) {
            LossAccount loss = new LossAccount();
            loss.ringFull = 3;
            writer.loss(loss);
            writer.flush();
            loss.kernelDropped = 1;
            loss.mapFull = 2;
            loss.ringFull = 5;
            loss.missedProbes = 7;
            loss.unmatchedEntries = 11;
            loss.unmatchedReturns = 13;
            loss.clamped = 17;
            writer.loss(loss);
        }
        LossAccount read = new Recorded().read(directory).loss();
        assertThat(read).usingRecursiveComparison().isEqualTo(expectedLoss());
    }

    @Test
    void anEventCostsNoAllocation() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int events = 200_000;
        Fault fault = fault("postgres \u00e9");
        try (CaptureWriter writer = new CaptureWriter(temporary.resolve("c"), PLAIN)) {
            writer.fault(fault);
            writer.flush();
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < events; i++) {
                writer.fault(fault);
            }
            assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(events);
        }
    }

    @Test
    void onlyTheOwnerMayRead() throws IOException {
        Path directory = temporary.resolve("c");
        new CaptureWriter(directory, PLAIN).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList())
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aDirectoryOfItsOwnIsAskedFor() throws IOException {
        Path used = Files.createDirectory(temporary.resolve("used"));
        Files.writeString(used.resolve("precious"), "data");
        assertThatThrownBy(() -> new CaptureWriter(used, PLAIN)).hasMessageContaining("is not empty");
        assertThat(used.resolve("precious")).hasContent("data");
        assertThatThrownBy(() -> new CaptureWriter(used.resolve("precious"), PLAIN))
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> new CaptureWriter(temporary.resolve("no/such"), PLAIN))
                .hasMessageContaining("does not exist");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        new CaptureWriter(empty, PLAIN).close();
        assertThat(new Recorded().read(empty).truncated).isFalse();
    }

    @Test
    void tooMuchMetadataIsRefusedAndLeavesNothing() {
        Path directory = temporary.resolve("c");
        CaptureMetadata metadata = PLAIN.with(Map.of(), Map.of("label", "x".repeat(2 << 20)));
        assertThatThrownBy(() -> new CaptureWriter(directory, metadata)).hasMessageContaining("bytes of metadata");
        assertThat(directory).doesNotExist();
    }

    private static Fault fault(String comm) {
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.SYNC;
        fault.comm = comm;
        return fault;
    }

    private static LossAccount expectedLoss() {
        LossAccount loss = new LossAccount();
        loss.kernelDropped = 1;
        loss.ringFull = 5;
        loss.mapFull = 2;
        loss.missedProbes = 7;
        loss.unmatchedEntries = 11;
        loss.unmatchedReturns = 13;
        loss.clamped = 17;
        return loss;
    }

    private static long count(Recorded written, String start) {
        return written.texts.stream().filter(text -> text.startsWith(start)).count();
    }
}
