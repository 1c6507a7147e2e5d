package io.daxtrace.parsers.ctf;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FilePath.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paths that a capture keeps come back; where they are damaged, no number changes. */
class PathsTest {
    private static final CaptureMetadata PLAIN = CaptureMetadata.of("6.1.0", "monotonic", 0, 4096);

    @TempDir
    Path temporary;

    private final Map<FileId, FilePath> written = new HashMap<>();
    private final Recorded operations = new Recorded();

    private Path record(int files, CaptureLimits limits) throws IOException {
        Path directory = temporary.resolve("c");
        Random random = new Random(8);
        try (CaptureWriter writer = new CaptureWriter(directory, PLAIN, limits)) {
            for (int i = 0; i < files; i++) {
                FileId file = new FileId(259L << 20 | random.nextInt(2), random.nextLong());
                String name = Recorded.HOSTILE.get(i % Recorded.HOSTILE.size());
                FilePath path = new FilePath(
                        "/pmem/" + i + name, State.values()[random.nextInt(3)], random.nextInt(2) * 4026532190L);
                writer.file(file, new FilePath("/before", State.PRESENT, 0));
                writer.file(file, path);
                written.put(file, path);
                Recorded.random(random, limits.maxBytes() == 0 ? 3 : 24, writer, operations);
                if (i % 7 == 0) {
                    writer.flush();
                }
            }
        }
        return directory;
    }

    private static void assertPaths(Capture capture, Map<FileId, FilePath> expected) {
        expected.forEach((file, path) ->
                assertThat(capture.files().of(file.dev(), file.ino())).isEqualTo(path));
    }

    @Test
    void everyPathComesBackAndTheLastOfAFileCounts() throws IOException {
        Path directory = record(100, CaptureLimits.NONE);
        Recorded read = new Recorded();
        Capture capture = read.read(directory);
        assertThat(read.texts).isEqualTo(operations.texts);
        assertThat(capture.warnings()).isEmpty();
        assertPaths(capture, written);
        assertThat(capture.files().of(1, 1)).isNull();
    }

    @Test
    void aCaptureWithoutPathsHasNoFileForThem() throws IOException {
        assertThat(record(0, CaptureLimits.NONE).resolve(PathWriter.FILE)).doesNotExist();
    }

    /** The longest path that the kernel shows, of bytes that each became U+FFFD, which are three in UTF-8. */
    @Test
    void theLongestPathFits() throws IOException {
        Path directory = temporary.resolve("long");
        FilePath path = new FilePath("\ufffd".repeat(4096), State.PRESENT, 0);
        try (CaptureWriter writer = new CaptureWriter(directory, PLAIN)) {
            for (int i = 0; i < 20; i++) {
                writer.file(new FileId(1, i), path);
            }
        }
        assertThat(new Recorded().read(directory).files().of(1, 19)).isEqualTo(path);
    }

    /** A limited capture drops its oldest events, never a path; both together keep the limit. */
    @Test
    void aLimitDropsNoPath() throws IOException {
        Path directory = record(200, CaptureLimits.ofBytes(600_000));
        Recorded read = new Recorded();
        Capture capture = read.read(directory);
        assertThat(directory.resolve("stream_0")).doesNotExist();
        assertPaths(capture, written);
        long bytes = 0;
        try (var entries = Files.list(directory)) {
            for (Path file : entries.toList()) {
                bytes += file.endsWith("metadata") ? 0 : Files.size(file);
            }
        }
        assertThat(bytes).isLessThanOrEqualTo(600_000);
    }

    @Test
    void damagedPathsCostNoOperation() throws IOException {
        Path directory = record(30, CaptureLimits.NONE);
        Path file = directory.resolve(PathWriter.FILE);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(9);
        for (int i = 0; i < 3000; i++) {
            byte[] changed = i < 1000 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i >= 1000) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(file, changed);
            Recorded read = new Recorded();
            Capture capture = read.read(directory);
            assertThat(read.texts).isEqualTo(operations.texts);
            assertThat(capture.truncated).isFalse();
            assertThat(capture.warnings()).isSubsetOf("files: damaged, or cut off in writing; some files have no path");
            written.forEach((id, path) -> assertThat(capture.files().of(id.dev(), id.ino()))
                    .isIn(path, new FilePath("/before", State.PRESENT, 0), null));
        }
    }

    /** With a right checksum: whatever is read, all operations are. */
    @Test
    void madeUpPathsCostNoOperation() throws IOException {
        Path directory = record(7, CaptureLimits.NONE);
        Path file = directory.resolve(PathWriter.FILE);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(10);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = whole.clone();
            int end = (int)
                    (ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).getLong(Layout.PACKET_SIZE_AT) / 8);
            changed[Layout.HEADER_SIZE + random.nextInt(end - Layout.HEADER_SIZE)] = (byte) random.nextInt();
            Unsound.sign(changed, 0, end);
            Files.write(file, changed);
            Recorded read = new Recorded();
            assertThat(read.read(directory).truncated).isFalse();
            assertThat(read.texts).isEqualTo(operations.texts);
        }
    }

    @Test
    void whatIsNoRegularFileIsLeftOut() throws IOException {
        Path directory = record(1, CaptureLimits.NONE);
        Files.delete(directory.resolve(PathWriter.FILE));
        Files.createDirectory(directory.resolve(PathWriter.FILE));
        Recorded read = new Recorded();
        assertThat(read.read(directory).warnings())
                .isEqualTo(List.of("files is no regular file and was left out: files have no paths"));
        assertThat(read.texts).isEqualTo(operations.texts);
    }
}
