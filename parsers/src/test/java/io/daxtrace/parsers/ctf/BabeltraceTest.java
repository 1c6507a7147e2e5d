package io.daxtrace.parsers.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daxtrace.event.Fault;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.LossAccount;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Babeltrace 2, the reference reader of the format, reads our captures and finds the same in them. */
class BabeltraceTest {
    private static final String TOOL = "babeltrace2";

    @TempDir
    Path temporary;

    @BeforeEach
    void needsBabeltrace() {
        boolean there = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, TOOL)));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("babeltrace2 is missing: install the package babeltrace2");
        }
        assumeTrue(there, "babeltrace2 is missing: install the package babeltrace2");
    }

    @Test
    void printsEveryEventWithItsValues() throws Exception {
        Path directory = temporary.resolve("c");
        int count = 3000;
        try (CaptureWriter writer = new CaptureWriter(directory, metadata(), new CaptureLimits(4096, 0))) {
            for (int i = 0; i < count; i++) {
                writer.fault(fault(i));
            }
            writer.fsync(fsync(count));
        }
        List<String> lines = run(TOOL, "--clock-gmt", "--clock-date", directory.toString());
        List<String> faults =
                lines.stream().filter(line -> line.contains("dax_fault: ")).toList();
        assertThat(faults).hasSize(count);
        for (int i : new int[] {0, 1, 777, count - 1}) {
            assertThat(faults.get(i))
                    .startsWith("[2026-11-23 00:00:%02d.%09d]".formatted(i / 100, i % 100 * 10_000_000 + 80_000))
                    .contains("start = " + (i * 10_000_000L) + ", total = 80000, map = 20000, commit = 50000,")
                    .contains(
                            "insert = -1, other = 10000, result = 0x2004, flags = 0xFFFFFFFFFFFFFFFF, dev = 0x10300001")
                    .contains("cpu = 1, tid = " + (1000 + i) + ", pid = -1")
                    .contains("kind = ( \"SYNC\" : container = 0 ), order = ( \"PMD\" : container = 1 )")
                    .contains("comm_known = ( \"YES\" : container = 1 ), comm = \"p\\\"q \ud83d\ude00\" }");
        }
        assertThat(lines.stream().filter(line -> line.contains("dax_fsync: ")))
                .singleElement()
                .asString()
                .contains("duration = 70000, result = -5, range_start = 4096, range_end = 9223372036854775807")
                .contains("cause = ( \"DSYNC_WRITE\" : container = 4 ), comm_known = ( \"NO\" : container = 0 )");
        assertThat(lines.get(lines.size() - 2)).contains("daxtrace_end: ").contains("{ faults = 3000, fsyncs = 1 }");
        assertThat(lines.get(lines.size() - 1)).contains("daxtrace_loss: ");
    }

    /** A stream of its own, which the reader sorts in by time. */
    @Test
    void printsThePathsOfFiles() throws Exception {
        Path directory = temporary.resolve("c");
        try (CaptureWriter writer = new CaptureWriter(directory, metadata())) {
            writer.fault(fault(0));
            writer.file(
                    new FileId(259L << 20 | 1, 13),
                    new FilePath("/pmem/a \"b\" \u4e2d", FilePath.State.GONE, 4026532190L));
            writer.fault(fault(1));
        }
        List<String> lines = run(TOOL, directory.toString());
        assertThat(lines.stream().filter(line -> line.contains("dax_fault: "))).hasSize(2);
        assertThat(lines.stream().filter(line -> line.contains("dax_file: ")))
                .singleElement()
                .asString()
                .contains("dev = 0x10300001, ino = 13, mount_namespace = 4026532190,")
                .contains("state = ( \"GONE\" : container = 2 ), path = \"/pmem/a \\\"b\\\" \u4e2d\"");
    }

    @Test
    void hasTheEnvironmentAsItWas() throws Exception {
        Path directory = temporary.resolve("c");
        new CaptureWriter(directory, metadata()).close();
        String details = String.join("\n", run(TOOL, directory.toString(), "-c", "sink.text.details"));
        assertThat(details)
                .contains("label_0_name: em\"pty\\")
                .contains("label_0_value: tab\there \u4e2d")
                .contains("kernel_release: 6.1.0-56-amd64")
                .contains("clock_offset_ns: 1,795,392,000,000,000,000");
    }

    @Test
    void readsRotatedFilesAsOneStreamAndSaysWhatWasLost() throws Exception {
        Path directory = temporary.resolve("c");
        try (CaptureWriter writer = new CaptureWriter(directory, metadata(), new CaptureLimits(2048, 40_000))) {
            LossAccount loss = new LossAccount();
            for (int i = 0; i < 1000; i++) {
                writer.fault(fault(i));
                if (i == 900) {
                    loss.ringFull = 42;
                    writer.loss(loss);
                }
            }
        }
        Recorded ours = new Recorded();
        ours.read(directory);
        List<String> lines = run(TOOL, directory.toString());
        assertThat(lines.stream().filter(line -> line.contains("dax_fault: "))).hasSameSizeAs(ours.texts);
        assertThat(String.join("\n", lines)).contains("racer discarded 42 events");
    }

    @Test
    void countsTheEventThatIsNotSoundAndWeLeaveOut() throws Exception {
        Path directory = temporary.resolve("c");
        int count = 30;
        try (CaptureWriter writer = new CaptureWriter(directory, metadata())) {
            for (int i = 0; i < count; i++) {
                writer.fault(fault(i));
            }
        }
        Path file = directory.resolve("stream_0");
        byte[] stream = Files.readAllBytes(file);
        Unsound.duration(stream, Unsound.event(stream, 0, 12), -80_000);
        Unsound.sign(stream, 0, stream.length);
        Files.write(file, stream);
        Recorded ours = new Recorded();
        long left = ours.read(directory).loss().unmatchedEntries;
        List<String> faults = run(TOOL, directory.toString()).stream()
                .filter(line -> line.contains("dax_fault: "))
                .toList();
        assertThat(faults).hasSize(count);
        assertThat(faults.get(12)).contains("total = -80000");
        assertThat(ours.texts).hasSize(count - 1);
        assertThat(ours.texts.size() + left).isEqualTo(faults.size());
    }

    private static CaptureMetadata metadata() {
        return CaptureMetadata.of("6.1.0-56-amd64", "monotonic", 1_795_392_000_000_000_000L, 4096)
                .with(Map.of("cpu", "x"), Map.of("em\"pty\\", "tab\there \u4e2d"));
    }

    private static Fault fault(int i) {
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.SYNC;
        fault.order = Fault.Order.PMD;
        fault.start = i * 10_000_000L;
        fault.total = 80_000;
        fault.map = 20_000;
        fault.commit = 50_000;
        fault.other = 10_000;
        fault.result = 0x2004;
        fault.dev = 0x10300001;
        fault.cpu = 1;
        fault.tid = 1000 + i;
        fault.comm = "p\"q \ud83d\ude00";
        return fault;
    }

    private static FsyncCall fsync(int i) {
        FsyncCall call = new FsyncCall().clear();
        call.cause = FsyncCall.Cause.DSYNC_WRITE;
        call.start = i * 10_000_000L;
        call.duration = 70_000;
        call.result = -5;
        call.resultKnown = true;
        call.rangeStart = 4096;
        call.rangeEnd = Long.MAX_VALUE;
        return call;
    }

    /** The lines a command prints, errors included. */
    private List<String> run(String... command) throws IOException, InterruptedException {
        Path output = temporary.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(output)).isZero();
        return new ArrayList<>(read(output).lines().toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
