package io.daxtrace.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FilePath.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of files that this process has mapped or open, and of a made-up process; the paths are those it made them with. */
class TracedFilesTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    Path temporary;

    private final Map<FileId, FilePath> paths = new HashMap<>();
    private final List<ByteBuffer> mapped = new ArrayList<>();
    private final List<FileChannel> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (FileChannel channel : open) {
            channel.close();
        }
    }

    private FileId map(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            mapped.add(channel.map(MapMode.READ_WRITE, 0, 4096));
        }
        return Found.at(file);
    }

    private TracedFiles files() {
        return new TracedFiles(paths::put, List.of());
    }

    private static void see(TracedFiles files, FileId file, long pid) {
        files.see(file.dev(), file.ino(), pid);
    }

    private static FilePath at(Path path, State state) {
        return new FilePath(path.toString(), state, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with blanks  ",
                "line\nend",
                "\\012",
                "<b>&amp;",
                "\u001b[31m",
                "a (deleted)",
                "%41%zz",
                ","
            })
    void aMappedFileIsFoundWhateverItsName(String name) throws IOException {
        Path path = temporary.resolve(name);
        FileId file = map(path);
        TracedFiles files = files();
        see(files, file, PID);
        files.search();
        assertThat(paths).isEqualTo(Map.of(file, at(path, State.PRESENT)));
    }

    @Test
    void aFileThatIsOpenAloneIsFound() throws IOException {
        Path path = temporary.resolve("open");
        open.add(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        FileId file = Found.at(path);
        TracedFiles files = files();
        see(files, file, PID);
        files.search();
        assertThat(paths).isEqualTo(Map.of(file, at(path, State.PRESENT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "file (deleted)"})
    void aFileThatWasDeletedIsSaidToBe(String name) throws IOException {
        Path path = temporary.resolve(name);
        FileId file = map(path);
        Files.delete(path);
        TracedFiles files = files();
        see(files, file, PID);
        files.search();
        assertThat(paths).isEqualTo(Map.of(file, at(path, State.DELETED)));
        assertThat(paths.get(file)).hasToString("(deleted) " + path);
    }

    /** A process that has ended: no such number can be given to one (PID_MAX_LIMIT is 2^22). */
    @Test
    void afterItsProcessHasEndedAFileIsFoundBelowTheMountPoint() throws IOException {
        Path path = Files.createDirectories(temporary.resolve("a/b\nc")).resolve("data");
        Files.writeString(path, "x");
        FileId file = Found.at(path);
        TracedFiles files = new TracedFiles(paths::put, List.of(temporary));
        see(files, file, 1 << 30);
        files.search();
        assertThat(paths).isEqualTo(Map.of(file, at(path, State.PRESENT)));
    }

    @Test
    void whatIsNowhereHasNoPath() {
        TracedFiles files = files();
        files.see(1, 1, 1 << 30);
        files.finish();
        assertThat(paths).isEmpty();
    }

    @Test
    void atTheEndItIsSaidWhatIsNoLongerThere() throws IOException {
        Path renamed = temporary.resolve("renamed");
        Path deleted = temporary.resolve("deleted");
        Path closed = temporary.resolve("closed");
        Path replaced = temporary.resolve("replaced");
        FileId ofRenamed = map(renamed);
        FileId ofDeleted = map(deleted);
        FileId ofReplaced = map(replaced);
        open.add(FileChannel.open(closed, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        FileId ofClosed = Found.at(closed);
        TracedFiles files = files();
        for (FileId file : List.of(ofRenamed, ofDeleted, ofReplaced, ofClosed)) {
            see(files, file, PID);
        }
        files.search();
        assertThat(paths.values())
                .extracting(FilePath::state)
                .containsOnly(State.PRESENT)
                .hasSize(4);

        Files.move(renamed, temporary.resolve("new"));
        Files.delete(deleted);
        Files.delete(replaced);
        Files.writeString(replaced, "another file");
        open.remove(0).close();
        Files.delete(closed);
        files.finish();
        assertThat(paths)
                .isEqualTo(Map.of(
                        ofRenamed, at(temporary.resolve("new"), State.PRESENT),
                        ofDeleted, at(deleted, State.DELETED),
                        ofReplaced, at(replaced, State.DELETED),
                        ofClosed, at(closed, State.GONE)));
    }

    /** A process of another mount namespace, as /proc would show it; its root is a directory here. */
    @Test
    void thePathOfAContainerIsOneOfItsOwnNamespace() throws IOException {
        Path proc = temporary.resolve("proc");
        Path process = Files.createDirectories(proc.resolve("77/ns")).getParent();
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(proc.resolve("self/ns/mnt"), Path.of("mnt:[4026531840]"));
        Files.createSymbolicLink(process.resolve("ns/mnt"), Path.of("mnt:[4026532190]"));
        Path root = Files.createDirectories(temporary.resolve("root/data")).getParent();
        Files.createSymbolicLink(process.resolve("root"), root);
        Path here = root.resolve("data/file (deleted)");
        Files.writeString(here, "x");
        FileId file = Found.at(here);
        Files.createDirectories(process.resolve("map_files"));
        Files.createSymbolicLink(process.resolve("map_files/400000-7f0000001000"), Path.of("/data/file (deleted)"));
        Files.writeString(
                process.resolve("maps"),
                "00100000-00101000 rw-p 00000000 00:00 0 \n00400000-7f0000001000 rw-s 00000000 %02x:%02x %d                  /data/file (deleted)\n"
                        .formatted(file.dev() >>> 20, file.dev() & 0xfffff, file.ino()));
        TracedFiles files = new TracedFiles(paths::put, List.of(), proc);
        see(files, file, 77);
        files.search();
        assertThat(paths).isEqualTo(Map.of(file, new FilePath("/data/file (deleted)", State.PRESENT, 4026532190L)));
        assertThat(paths.get(file)).hasToString("(mount namespace 4026532190) /data/file (deleted)");

        Files.delete(process.resolve("root")); // with the process: what became of the file cannot be known
        Files.delete(here);
        files.finish();
        assertThat(paths.get(file).state()).isEqualTo(State.PRESENT);
    }

    /** A named pipe for the maps of a process, which nobody writes to: reading it never ends. */
    @Test
    void nobodyWaitsForAProcessThatIsStuck() throws Exception {
        Path process = Files.createDirectories(temporary.resolve("proc/77"));
        assertThat(new ProcessBuilder("mkfifo", process.resolve("maps").toString())
                        .start()
                        .waitFor())
                .isZero();
        FileId file = map(temporary.resolve("file"));
        TracedFiles files = new TracedFiles(paths::put, List.of(temporary), temporary.resolve("proc"));
        see(files, file, 77);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            files.look();
            files.search();
            files.finish();
        });
        assertThat(paths).isEmpty();
    }
}
