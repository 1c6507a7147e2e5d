package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.bpf.DaxMount;
import io.daxtrace.event.DeviceNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Filters that match nothing, on a machine whose DAX mounts are made up. */
class FilterCheckTest {
    private static final long PMEM = DeviceNumber.of(259, 1);
    private static final DaxMount MOUNT = new DaxMount(PMEM, "/mnt/pmem", "ext4", "/dev/pmem0", "rw,dax=always");

    /** No device has this number: 4095 is the highest major, and not in use. */
    private static final String NO_DEVICE = "4095:1";

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Printed printed = new Printed();

    private final FilterCheck check = new FilterCheck(List.of(MOUNT));

    @Test
    void whatIsOnADaxMountMatches() throws IOException {
        check.mount(directory, PMEM);
        check.device("/dev/pmem0", PMEM);
        check.processes((int) ProcessHandle.current().pid(), -1);
        check.processes(-1, otherThread());
        check.processes((int) ProcessHandle.current().pid(), otherThread());
        check.processes(-1, -1);
        assertThat(check.warnings()).isEmpty();
    }

    @Test
    void aDirectoryWithoutDaxIsRefusedAndThoseWithItAreNamed() {
        assertThatThrownBy(() -> check.mount(Path.of("/tmp"), DeviceNumber.of(0, 30)))
                .isInstanceOf(CannotException.class)
                .hasMessage("--mount /tmp: is not on a filesystem with DAX, so nothing would match: name one of"
                        + " /mnt/pmem (ext4 on /dev/pmem0, rw,dax=always)");
        assertThatThrownBy(() -> new FilterCheck(List.of()).mount(Path.of("/tmp"), PMEM))
                .hasMessageStartingWith("--mount /tmp: ")
                .hasMessageEndingWith(LiveTracing.NO_MOUNT);
    }

    @Test
    void aFileWithoutDaxIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> check.file(file, DeviceNumber.of(8, 1)))
                .isInstanceOf(CannotException.class)
                .hasMessageStartingWith("--file " + file + ": is not on a filesystem with DAX");
        assertThatThrownBy(() -> check.file(directory, PMEM))
                .hasMessage("--file " + directory + ": is not a regular file: use --mount for all files of its"
                        + " filesystem");
        assertThat(check.warnings()).isEmpty();
    }

    /** The build machine's filesystem has no DAX, as a file has none that dax=inode was not asked for. */
    @Test
    void aFileThatIsNotMappedWithDaxNowIsWarnedOf() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        check.file(file, PMEM);
        assertThat(check.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "--file " + file + ": its filesystem has DAX, but this file cannot be mapped with MAP_SYNC");
    }

    @Test
    void whatIsNoDaxDeviceIsRefusedAndOneThatIsNotThereWarnedOf() {
        assertThatThrownBy(() -> FilterCheck.requireBlockDevice(Path.of("/dev/null")))
                .hasMessageStartingWith("--device /dev/null: is not a block device");
        assertThatThrownBy(() -> FilterCheck.requireBlockDevice(directory.resolve("none")))
                .hasMessageStartingWith("--device " + directory.resolve("none") + ": no such file");
        long none = DeviceNumber.of(4095, 1);
        check.device(NO_DEVICE, none);
        assertThat(check.warnings())
                .containsExactly("--device 4095:1: there is no such device: nothing matches until there is");
    }

    @Test
    void aProcessThatIsGoneIsRefused() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        int id = (int) gone.pid();
        assertThatThrownBy(() -> check.processes(id, -1))
                .isInstanceOf(CannotException.class)
                .hasMessage("--pid " + id + ": there is no such process: start it first, or use --comm");
        assertThatThrownBy(() -> check.processes(-1, id))
                .hasMessage("--tid " + id + ": there is no such thread: start it first, or use --comm");
    }

    @Test
    void aThreadThatIsNotThatProcesssIsRefused() throws IOException {
        int own = (int) ProcessHandle.current().pid();
        int thread = otherThread();
        assertThatThrownBy(() -> check.processes(thread, -1))
                .hasMessage("--pid " + thread + ": is a thread of process " + own + ": use --tid " + thread
                        + ", or --pid " + own + " for all its threads");
        int parent = (int) ProcessHandle.current().parent().orElseThrow().pid();
        assertThatThrownBy(() -> check.processes(parent, thread))
                .hasMessage("--tid " + thread + ": is a thread of process " + own + ", not of --pid " + parent
                        + ": leave out --pid");
        assertThatCode(() -> check.processes(own, own)).doesNotThrowAnyException();
    }

    /** The commands ask; without DAX here, as on a build machine, no mount would do. */
    @Test
    void recordAndWatchRefuseBeforeAnythingIsAttached() {
        for (String command : List.of("record", "watch")) {
            assertThat(Main.execute(command, "--mount", directory.toString())).isEqualTo(ExitCode.CANNOT);
            assertThat(printed.err().lines().reduce((a, b) -> b).orElseThrow())
                    .startsWith("daxtrace: --mount " + directory + ": is not on a filesystem with DAX");
        }
        assertThat(printed.err().lines()).hasSize(2);
    }

    /** A thread of this process that is not its first. */
    private static int otherThread() throws IOException {
        long own = ProcessHandle.current().pid();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.mapToInt(
                            thread -> Integer.parseInt(thread.getFileName().toString()))
                    .filter(id -> id != own)
                    .min()
                    .orElseThrow();
        }
    }
}
