package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.faults.FaultAssembler;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One recording in several formats gives the same faults. */
class SameRecordingTest {
    private static final Path SYNC = CaptureFiles.SAMPLES.resolve("trace-cmd/6.1-ext4/empty-load-sync.dat");

    @TempDir
    private Path folder;

    @Test
    void reportWithRawFieldsAndNanosecondsIsTheCapture() throws Exception {
        assertThat(faults(report("-R", "-t"))).hasSize(512).isEqualTo(faults(SYNC));
    }

    @Test
    void plainReportIsWithinItsMicroseconds() throws Exception {
        List<long[]> exact = latencies(SYNC);
        List<long[]> rounded = latencies(report());
        assertThat(rounded).hasSameSizeAs(exact);
        for (int i = 0; i < exact.size(); i++) {
            for (int stage = 0; stage < exact.get(i).length; stage++) {
                // each bound is rounded by half a microsecond at most; a stage is a sum of up to four differences
                assertThat(rounded.get(i)[stage]).isBetween(exact.get(i)[stage] - 4000, exact.get(i)[stage] + 4000);
            }
            assertThat(rounded.get(i)[0]).isBetween(exact.get(i)[0] - 1000, exact.get(i)[0] + 1000);
        }
    }

    @Test
    void otherVersionsAndCompressionsAreTheCapture() throws Exception {
        Path uncompressed = folder.resolve("none.dat");
        run(
                null,
                "trace-cmd",
                "convert",
                "-i",
                SYNC.toString(),
                "-o",
                uncompressed.toString(),
                "--compression",
                "none");
        Path six = folder.resolve("six.dat");
        run(null, "trace-cmd", "convert", "-i", SYNC.toString(), "-o", six.toString(), "--file-version", "6");
        assertThat(faults(uncompressed)).isEqualTo(faults(SYNC));
        assertThat(faults(six)).isEqualTo(faults(SYNC));
    }

    @ParameterizedTest
    @CsvSource({"perf/ext4-6.1, 99", "perf/xfs-7.2-z, 512"})
    void perfScriptIsItsPerfData(String sample, int faults) throws IOException {
        assertThat(faults(CaptureFiles.SAMPLES.resolve(sample + ".script-ns.txt.gz")))
                .hasSize(faults)
                .isEqualTo(faults(CaptureFiles.SAMPLES.resolve(sample + ".data")));
    }

    @TestFactory
    List<DynamicTest> perfScriptOfAWholeRecordingIsItsPerfData() throws IOException {
        return CaptureFiles.shared(captures -> assertThat(faults(captures.resolve("perf-script-ns.txt")))
                .hasSize(512)
                .isEqualTo(faults(captures.resolve("perf.data"))));
    }

    @ParameterizedTest
    @CsvSource({
        "ftrace.txt, ftrace-latency-format.txt.gz, 36",
        "ftrace-7.2.txt.gz, ftrace-latency-format-7.2.txt.gz, 36"
    })
    void latencyFormatIsItsTraceWithinAMicrosecond(String trace, String latency, int faults) throws IOException {
        Path text = CaptureFiles.SAMPLES.resolve("text");
        latencyFormat(text.resolve(trace), text.resolve(latency), faults);
    }

    @TestFactory
    List<DynamicTest> latencyFormatOfAWholeRecordingIsItsTraceWithinAMicrosecond() throws IOException {
        return CaptureFiles.shared(captures ->
                latencyFormat(captures.resolve("ftrace.txt"), captures.resolve("ftrace-latency-format.txt"), 256));
    }

    private static void latencyFormat(Path traceFile, Path latencyFile, int faults) throws IOException {
        List<long[]> trace = latencies(traceFile);
        List<long[]> latency = latencies(latencyFile);
        assertThat(latency).hasSize(faults).hasSameSizeAs(trace);
        for (int i = 0; i < faults; i++) {
            assertThat(latency.get(i)[0]).isBetween(trace.get(i)[0] - 1000, trace.get(i)[0] + 1000);
        }
    }

    private Path report(String... options) throws Exception {
        Path text = folder.resolve("report.txt");
        List<String> command = new ArrayList<>(List.of("trace-cmd", "report", "-i", SYNC.toString()));
        command.addAll(List.of(options));
        run(text, command.toArray(String[]::new));
        return text;
    }

    /** Runs a peer. */
    private static void run(Path output, String... command) throws Exception {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.redirectOutput(
                    output == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(output.toFile()));
            assertThat(builder.start().waitFor())
                    .as("exit status of %s", command[0])
                    .isZero();
        } catch (IOException e) {
            throw new AssertionError(command[0] + " cannot be run: install the package trace-cmd", e);
        }
    }

    private static List<String> faults(Path file) throws IOException {
        List<String> faults = new ArrayList<>();
        read(
                file,
                f -> faults.add(f.comm + " " + f.tid + " " + f.kind + " " + f.order + " at " + f.start + " total "
                        + f.total + " map " + f.map + " commit " + f.commit + " insert " + f.insert + " other "
                        + f.other + " dev "
                        + f.dev + " ino " + f.ino + " pgoff " + f.pgoff + " address " + f.address + " result "
                        + f.result));
        return faults;
    }

    private static List<long[]> latencies(Path file) throws IOException {
        List<long[]> latencies = new ArrayList<>();
        read(file, f -> latencies.add(new long[] {f.total, f.map, f.commit, f.insert, f.other}));
        return latencies;
    }

    private interface Each {
        void fault(Fault fault);
    }

    private static void read(Path file, Each each) throws IOException {
        assertThat(Files.isRegularFile(file)).as(file.toString()).isTrue();
        FaultSink sink = new FaultSink() {
            @Override
            public void fault(Fault fault) {
                each.fault(fault);
            }

            @Override
            public void fsync(FsyncCall call) {
                assertThat(call.duration).isNotNegative();
            }
        };
        try (Input input = Input.open(file.toString())) {
            Capture capture = new Capture(file.toString());
            FaultAssembler assembler = new FaultAssembler(capture, sink);
            Captures.read(input, capture, new Sinks(assembler, sink, (String name, Distribution d) -> {}));
            assembler.finish();
            // a sample that was cut may end inside a fault
            assertThat(capture.loss().unmatchedEntries).isBetween(0L, 1L);
            capture.loss().unmatchedEntries = 0;
            assertThat(capture.loss().isZero()).isTrue();
        }
    }
}
