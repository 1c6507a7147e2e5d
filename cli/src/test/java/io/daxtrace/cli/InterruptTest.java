package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signals to a process of its own that inherits others than usual, as {@code trap} leaves them: a bench that would take
 * hours.
 */
@Timeout(120)
class InterruptTest {
    private static final int RUNS = 8;
    private static final String TURNS = "10000";

    @TempDir
    private Path directory;

    @TempDir
    private Path results;

    private Process bench;

    @BeforeEach
    void nothingRuns() {
        bench = null;
    }

    @AfterEach
    void endIt() {
        if (bench != null) {
            bench.destroyForcibly();
        }
    }

    /** What a shell without job control gives to its background, and nohup with it; and a shell that ignores all it can. */
    @ParameterizedTest
    @ValueSource(strings = {":", "trap '' INT", "trap '' INT QUIT", "trap '' INT QUIT HUP", "trap '' INT HUP TERM"})
    void sigintEndsItWhateverItInherits(String inherited) throws Exception {
        start(inherited);
        awaitRuns();
        signal("INT");
        assertThat(bench.waitFor()).isEqualTo(ExitCode.DONE);
        assertThat(errors()).containsPattern("interrupted after [1-9][0-9]* of 40000 runs");
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "TERM"})
    void otherSignalsStayIgnored(String signal) throws Exception {
        start("trap '' INT " + signal);
        awaitRuns();
        signal(signal);
        awaitRuns();
        assertThat(bench.isAlive()).isTrue();
        signal("INT");
        assertThat(bench.waitFor()).isEqualTo(ExitCode.DONE);
    }

    private void start(String inherited) throws IOException {
        bench = new ProcessBuilder(
                        "sh",
                        "-c",
                        inherited + "; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "bench",
                        "--no-map-sync",
                        "--pages",
                        "1",
                        "--repeat",
                        TURNS,
                        "--dir",
                        directory.toString())
                .redirectOutput(results.resolve("out").toFile())
                .redirectError(results.resolve("err").toFile())
                .start();
    }

    /** Waits until files of several runs have come and gone. */
    private void awaitRuns() throws Exception {
        Set<Path> seen = new HashSet<>();
        while (seen.size() < RUNS) {
            seen.addAll(left());
            assertThat(bench.isAlive()).as(errors()).isTrue();
            Thread.sleep(1);
        }
    }

    private void signal(String signal) throws Exception {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + bench.pid())
                .inheritIO()
                .start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private String errors() throws IOException {
        return Files.readString(results.resolve("err"), StandardCharsets.UTF_8);
    }
}
