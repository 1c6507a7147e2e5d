package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands of the shell, and what becomes of their exit status. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkloadTest {
    private static final long ALWAYS = Long.MAX_VALUE;
    private static final long PAUSE = 1_000_000;

    @TempDir
    private Path directory;

    private int steps;

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 7, 7", "exit 255, 255", "kill -TERM $$, 143"})
    void theCommandsExitStatusIsPassedOn(String command, int status) throws IOException {
        assertThat(shell(command, ALWAYS).during(this::step)).isEqualTo(status);
    }

    @Test
    void stepsAreTakenWhileTheCommandRuns() throws IOException {
        Path file = directory.resolve("file");
        Workload workload = shell("until [ -e " + file + " ]; do sleep 0.01; done; exit 3", ALWAYS);
        assertThat(workload.during(() -> {
                    if (++steps == 5) {
                        Files.createFile(file);
                    }
                    return false;
                }))
                .isEqualTo(3);
        assertThat(steps).isGreaterThanOrEqualTo(5);
    }

    @Test
    void noWaitWhereThereIsMoreToDo() throws IOException {
        Workload workload = new Workload(List.of(), ALWAYS, ALWAYS);
        assertThat(workload.during(() -> {
                    if (++steps == 1000) {
                        workload.end();
                    }
                    return true;
                }))
                .isEqualTo(ExitCode.DONE);
        assertThat(steps).isEqualTo(1000);
    }

    @Test
    void askedToEndItTerminatesTheCommandAndIsDone() throws Exception {
        Path terminated = directory.resolve("terminated");
        Workload workload = shell(
                "trap 'touch " + terminated + "; exit 1' TERM; touch " + directory.resolve("ready")
                        + "; while :; do sleep 0.01; done",
                ALWAYS);
        assertThat(workload.during(() -> {
                    if (Files.exists(directory.resolve("ready"))) {
                        workload.end();
                    }
                    return false;
                }))
                .isEqualTo(ExitCode.DONE);
        while (!Files.exists(terminated)) {
            Thread.sleep(1);
        }
    }

    @Test
    void itsTimeEndsItWithOrWithoutACommand() throws IOException {
        assertThat(new Workload(List.of(), 2 * PAUSE, PAUSE).during(this::step)).isEqualTo(ExitCode.DONE);
        assertThat(steps).isPositive();
        assertThat(shell("while :; do sleep 0.01; done", 2 * PAUSE).during(this::step))
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void aStepThatFailsTerminatesTheCommand() throws Exception {
        Path terminated = directory.resolve("terminated");
        Path ready = directory.resolve("ready");
        Workload workload = shell(
                "trap 'touch " + terminated + "; exit 1' TERM; touch " + ready + "; while :; do sleep 0.01; done",
                ALWAYS);
        assertThatThrownBy(() -> workload.during(() -> {
                    if (Files.exists(ready)) {
                        throw new IOException("No space left on device");
                    }
                    return false;
                }))
                .isInstanceOf(IOException.class);
        while (!Files.exists(terminated)) {
            Thread.sleep(1);
        }
    }

    @Test
    void whatCannotBeRunIsNamed() {
        assertThatThrownBy(() ->
                        new Workload(List.of(directory.resolve("no\nne").toString()), ALWAYS, PAUSE).during(this::step))
                .isInstanceOf(CannotException.class)
                .hasMessage("cannot run " + directory + "/no\\u000ane: not found, or not executable");
        assertThat(steps).isZero();
    }

    private Workload shell(String command, long duration) {
        return new Workload(List.of("sh", "-c", command), duration, PAUSE);
    }

    private boolean step() {
        steps++;
        return false;
    }
}
