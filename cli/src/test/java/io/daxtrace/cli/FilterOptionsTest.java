package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.bpf.ConfigFields;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each filter from the command line to the bytes that the programs read; {@code enum filter} of record.h. */
class FilterOptionsTest {
    private static final long TGID = 1;
    private static final long TID = 2;
    private static final long COMM = 4;
    private static final long CGROUP = 8;
    private static final long DEV = 16;
    private static final long INO = 32;

    /** What the kernel's MKDEV() shifts the major number by, as a factor. */
    private static final long MAJOR = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void noFilter() {
        assertThat(config()).isEmpty();
    }

    @Test
    void pid() {
        assertThat(config("--pid", "1234")).isEqualTo(Map.of("filters", TGID, "tgid", 1234L));
    }

    @Test
    void tid() {
        assertThat(config("--tid", "5678")).isEqualTo(Map.of("filters", TID, "tid", 5678L));
    }

    @Test
    void pidAndTid() {
        assertThat(config("--tid", "5678", "--pid", "1234"))
                .isEqualTo(Map.of("filters", TGID | TID, "tgid", 1234L, "tid", 5678L));
    }

    @Test
    void comm() {
        assertThat(config("--comm", "fifteen byte µ")).isEqualTo(Map.of("filters", COMM, "comm", "fifteen byte µ"));
        assertThatThrownBy(() -> config("--comm", "sixteen bytes µ"))
                .isInstanceOf(CannotException.class)
                .hasMessageStartingWith("--comm sixteen bytes µ: the kernel keeps 15 bytes");
    }

    @Test
    void device() {
        assertThat(config("--device", "259:3")).isEqualTo(Map.of("filters", DEV, "dev", 259 * MAJOR + 3));
        assertThatThrownBy(() -> config("--device", "pmem0"))
                .hasMessage("--device pmem0: expected MAJOR:MINOR or the path of a block device, as /dev/pmem0");
    }

    @Test
    void inode() {
        assertThat(config("--inode", "9007199254740993")).isEqualTo(Map.of("filters", INO, "ino", 9007199254740993L));
    }

    @Test
    void deviceAndInode() {
        assertThat(config("--inode", "77", "--device", "8:1"))
                .isEqualTo(Map.of("filters", DEV | INO, "dev", 8 * MAJOR + 1, "ino", 77L));
    }

    @Test
    void mount() throws Exception {
        assertThat(config("--mount", directory.toString()))
                .isEqualTo(Map.of("filters", DEV, "dev", stat(directory, "%Hd") * MAJOR + stat(directory, "%Ld")));
    }

    @Test
    void file() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        Map<String, Object> expected = Map.of(
                "filters", DEV | INO, "dev", stat(file, "%Hd") * MAJOR + stat(file, "%Ld"), "ino", stat(file, "%i"));
        assertThat(config("--file", file.toString())).isEqualTo(expected);
        assertThat(config("--file", file.toString(), "--mount", directory.toString()))
                .isEqualTo(expected);
        assertThatThrownBy(() -> config("--file", file + "x"))
                .hasMessage("--file " + file + "x: no such file, or not to be read");
        assertThatThrownBy(() -> config("--file", file.toString(), "--inode", "1"))
                .hasMessageStartingWith("--file and another filter exclude each other");
        assertThatThrownBy(() -> config("--file", file.toString(), "--device", "4095:1"))
                .hasMessageStartingWith("--file and another filter exclude each other");
    }

    @Test
    void cgroup() throws Exception {
        Path cgroup = Files.createDirectories(directory.resolve("system.slice/postgres.service"));
        Map<String, Object> expected = Map.of("filters", CGROUP, "cgroup", stat(cgroup, "%i"), "cgroup_level", 2L);
        assertThat(config("--cgroup", "system.slice/postgres.service")).isEqualTo(expected);
        assertThat(config("--cgroup", cgroup.toString())).isEqualTo(expected);
        assertThatThrownBy(() -> config("--cgroup", "..")).hasMessageStartingWith("--cgroup ..: expected a directory");
        assertThatThrownBy(() -> config("--cgroup", "none"))
                .hasMessage("--cgroup " + directory.resolve("none") + ": no such file, or not to be read");
    }

    @Test
    void minimumLatency() {
        assertThat(config("--min-latency", "1.5ms")).isEqualTo(Map.of("min_latency", 1_500_000L));
    }

    @Test
    void allTogether() {
        assertThat(config(
                        "--min-latency",
                        "2us",
                        "--pid",
                        "1",
                        "--tid",
                        "2",
                        "--comm",
                        "c",
                        "--device",
                        "3:4",
                        "--inode",
                        "5"))
                .isEqualTo(Map.of(
                        "filters",
                        TGID | TID | COMM | DEV | INO,
                        "tgid",
                        1L,
                        "tid",
                        2L,
                        "comm",
                        "c",
                        "dev",
                        3 * MAJOR + 4,
                        "ino",
                        5L,
                        "min_latency",
                        2000L));
    }

    private Map<String, Object> config(String... arguments) {
        FilterOptions options = new FilterOptions(directory);
        new CommandLine(options).parseArgs(arguments);
        return ConfigFields.of(options.filter());
    }

    /** What stat(1) of coreutils prints. */
    private static long stat(Path path, String format) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", format, path.toString()).start();
        String printed = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(stat.waitFor()).isZero();
        return Long.parseLong(printed);
    }
}
