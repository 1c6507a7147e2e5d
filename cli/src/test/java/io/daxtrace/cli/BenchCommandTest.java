package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.ProfileReader;
import io.daxtrace.aggregate.Run;
import io.daxtrace.bench.Bench;
import io.daxtrace.bench.BenchPlan;
import io.daxtrace.bench.BenchResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** On an ordinary filesystem, as the build machine's is. */
class BenchCommandTest {
    @TempDir
    Path directory;

    @TempDir
    Path results;

    @RegisterExtension
    private final Printed printed = new Printed();

    @AfterAll
    static void nothingIsToBeInterrupted() {
        Interrupt.finished(ExitCode.DONE);
    }

    @Test
    void anOrdinaryFilesystemIsNamedWithTheRemedy() throws IOException {
        assertThat(bench()).isEqualTo(ExitCode.CANNOT);
        assertThat(printed.err())
                .startsWith("daxtrace: " + directory + " is on ")
                .contains("which has no MAP_SYNC", "ext4 or XFS", "--no-map-sync runs the four set-ups without it");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void tracingThatCanNotBeDoneHereIsSaidAndNothingIsLeft() throws IOException {
        assertThat(bench("--trace", "--no-map-sync")).isEqualTo(ExitCode.CANNOT);
        assertThat(printed.err().lines())
                .singleElement()
                .asString()
                .matches("daxtrace: (tracing needs|the kernel|this kernel refuses|libbpf|no filesystem is mounted).*");
        assertThat(printed.out()).isEmpty();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void withoutMapSyncFourSetUpsAreRun() throws IOException {
        Path profile = results.resolve("profile.json");
        assertThat(bench(
                        "--no-map-sync",
                        "--repeat",
                        "2",
                        "--pages",
                        "40",
                        "--format",
                        "posting",
                        "--profile",
                        profile.toString()))
                .isEqualTo(ExitCode.DONE);
        List<String> lines = printed.out().lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("File "))
                .containsExactly(
                        "File preallocated, no background load, no MAP_SYNC:",
                        "File empty, no background load, no MAP_SYNC:",
                        "File preallocated, background load, no MAP_SYNC:",
                        "File empty, background load, no MAP_SYNC:");
        assertThat(lines.stream()
                        .filter(line -> line.contains(" us: "))
                        .mapToInt(line -> Integer.parseInt(line.replaceFirst(".*: ", "")))
                        .sum())
                .isEqualTo(4 * 2 * 40);
        try (InputStream in = Files.newInputStream(profile)) {
            List<Run> runs = ProfileReader.read("profile", in).runs();
            assertThat(runs).hasSize(8);
            assertThat(new HashSet<>(runs.stream().map(Run::labels).toList())).hasSize(4);
            assertThat(runs)
                    .allMatch(run ->
                            run.groups().get(0).metrics().get(0).distribution().count() == 40);
        }
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void everyWayToFaultRuns() throws IOException {
        assertThat(bench("--no-map-sync", "--repeat", "1", "--pages", "9", "--threads", "3", "--random", "--read"))
                .isEqualTo(ExitCode.DONE);
        assertThat(printed.out())
                .contains("reading, 9 pages of 4 KiB a run, in random order, 3 threads, 1 run of each set-up");
        assertThat(bench("--no-map-sync", "--repeat", "1", "--pages", "2", "--huge"))
                .isEqualTo(ExitCode.DONE);
        assertThat(printed.out()).contains("writing, 2 pages of 2048 KiB a run");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void interruptedItReportsTheRunsBeforeAndLeavesNothing() throws Exception {
        BenchPlan plan = new BenchPlan(20, 5, 1, 1, false, false, false, false);
        Bench[] bench = new Bench[1];
        bench[0] = new Bench(plan, directory, null);
        BenchResult result = bench[0].run((turn, of) -> {
            assertThat(of).isEqualTo(20);
            if (turn == 4) {
                bench[0].stop();
            }
        });
        assertThat(result.finished()).isEqualTo(3);
        assertThat(result.isComplete()).isFalse();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void moreThanThereIsRoomForNamesTheNeed() {
        assertThat(bench("--no-map-sync", "--huge", "--pages", "4096")).isEqualTo(ExitCode.CANNOT);
        assertThat(printed.err()).contains("--pages 4096: at most 1023 pages of 2097152 bytes");
    }

    @Test
    void noPermission() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        boolean mayAnyway = Files.isWritable(directory); // as root
        int status = bench("--no-map-sync", "--repeat", "1", "--pages", "1");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (mayAnyway) {
            assertThat(status).isEqualTo(ExitCode.DONE);
            return;
        }
        assertThat(status).isEqualTo(ExitCode.CANNOT);
        assertThat(printed.err())
                .isEqualTo("daxtrace: " + directory + ": no permission to make files there" + System.lineSeparator());
    }

    @Test
    void whatIsNoDirectoryIsSaid() throws IOException {
        Path file = Files.createFile(results.resolve("file"));
        assertThat(Main.execute("bench", "--dir", file.toString())).isEqualTo(ExitCode.CANNOT);
        assertThat(Main.execute("bench", "--dir", directory.resolve("none").toString()))
                .isEqualTo(ExitCode.CANNOT);
        assertThat(Main.execute("bench", "--dir", "/proc", "--no-map-sync")).isEqualTo(ExitCode.CANNOT);
        assertThat(bench("--threads", "513")).isEqualTo(ExitCode.CANNOT);
        assertThat(printed.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("daxtrace: " + file + ": cannot open the directory: Not a directory"),
                        line -> assertThat(line)
                                .isEqualTo("daxtrace: " + directory.resolve("none") + ": there is no such directory"),
                        line -> assertThat(line).isEqualTo("daxtrace: /proc: no files can be made there"),
                        line -> assertThat(line)
                                .isEqualTo("daxtrace: --threads 513: they share 512 pages, so at most 512;"
                                        + " or raise --pages"));
    }

    private int bench(String... more) {
        return Main.execute(Stream.concat(Stream.of("bench", "--dir", directory.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
