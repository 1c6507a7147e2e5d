package io.daxtrace.parsers.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.event.Capture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, a removed directory, a limit: what was written stays readable, and the rest is counted. */
class CaptureWriteErrorTest {
    private static final CaptureMetadata PLAIN = CaptureMetadata.of("6.1.0", "monotonic", 0, 4096);

    @TempDir
    Path temporary;

    private final Recorded written = new Recorded();

    @Test
    void aFullDiskLeavesWholePackets() throws IOException {
        for (int room = 0; room < 6000; room += 499) {
            Path directory = temporary.resolve("room" + room);
            Disk disk = new Disk(20_000);
            CaptureWriter writer = new CaptureWriter(directory, PLAIN, new CaptureLimits(2048, 0), disk::create);
            disk.room = room;
            Recorded sent = new Recorded();
            Recorded.random(new Random(room), 100, writer, sent);
            assertThatThrownBy(writer::flush)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("room" + room + ": recording failed after ")
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("what was written is readable");
            writer.close();
            Recorded read = new Recorded();
            Capture capture = read.read(directory);
            assertThat(read.texts).isEqualTo(sent.texts.subList(0, read.texts.size()));
            assertThat(read.texts).hasSizeBetween(room < 2048 ? 0 : 1, room < 1024 ? 0 : 99);
            assertThat(capture.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("the recording did not end as it should");
        }
    }

    @Test
    void aDiskFullFromTheBeginningLeavesNothing() {
        for (int room : new int[] {0, 100, 3000}) {
            Path directory = temporary.resolve("c");
            assertThatThrownBy(() -> new CaptureWriter(directory, PLAIN, CaptureLimits.NONE, new Disk(room)::create))
                    .hasMessageContaining("c: cannot be written: No space left on device");
            assertThat(directory).doesNotExist();
        }
    }

    @Test
    void aRemovedDirectoryIsSaidAtTheNextFlush() throws IOException {
        Path directory = temporary.resolve("c");
        CaptureWriter writer = new CaptureWriter(directory, PLAIN);
        Recorded.random(new Random(1), 10, writer, written);
        writer.flush();
        CaptureDirectory.remove(directory, true);
        Recorded.random(new Random(1), 10, writer, written);
        assertThatThrownBy(writer::flush)
                .hasMessageContaining("stream_0 was removed")
                .hasMessageNotContaining("readable");
        Files.createDirectory(directory);
        Files.createFile(directory.resolve("stream_0"));
        writer.close();
    }

    @Test
    void aFileInItsPlaceIsNoticed() throws IOException {
        Path directory = temporary.resolve("c");
        CaptureWriter writer = new CaptureWriter(directory, PLAIN);
        Files.move(directory.resolve("stream_0"), temporary.resolve("moved"));
        Files.createFile(directory.resolve("stream_0"));
        assertThatThrownBy(writer::close).hasMessageContaining("stream_0 was removed");
    }

    @Test
    void aLimitKeepsTheNewestPackets() throws IOException {
        Path directory = temporary.resolve("c");
        long limit = 40_000;
        try (CaptureWriter writer = new CaptureWriter(directory, PLAIN, new CaptureLimits(2048, limit))) {
            Recorded.random(new Random(2), 2000, writer, written);
            assertThat(writer.bytes()).isGreaterThan(4 * limit);
        }
        try (Stream<Path> files = Files.list(directory)) {
            long bytes = 0;
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("stream_"))
                    .toList()) {
                bytes += Files.size(file);
            }
            assertThat(bytes).isBetween(limit / 2, limit);
        }
        Recorded read = new Recorded();
        Capture capture = read.read(directory);
        int missing = 2000 - read.texts.size();
        assertThat(read.texts).hasSizeGreaterThan(100).isEqualTo(written.texts.subList(missing, 2000));
        assertThat(capture.truncated).isTrue();
        assertThat(capture.warnings())
                .singleElement()
                .asString()
                .matches("the oldest \\d+ packets with " + missing
                        + " events are missing: the recording kept the newest 40000 bytes");
    }

    @Test
    void aFileMissingInTheMiddleIsCounted() throws IOException {
        Path directory = temporary.resolve("c");
        try (CaptureWriter writer = new CaptureWriter(directory, PLAIN, new CaptureLimits(2048, 80_000))) {
            Recorded.random(new Random(3), 400, writer, written);
        }
        Files.delete(directory.resolve("stream_2"));
        Recorded read = new Recorded();
        Capture capture = read.read(directory);
        assertThat(written.texts).containsSubsequence(read.texts);
        assertThat(capture.warnings())
                .singleElement()
                .asString()
                .matches("\\d+ packets with " + (400 - read.texts.size()) + " events are missing in 1 place");
    }

    /** Files with room for so many bytes in all. */
    private static final class Disk {
        private long room;

        Disk(long room) {
            this.room = room;
        }

        SeekableByteChannel create(Path path) throws IOException {
            SeekableByteChannel file = CaptureDirectory.createFile(path);
            if (room == 0) {
                file.close();
                throw new java.nio.file.FileSystemException(path.toString(), null, "No space left on device");
            }
            return new Full(file);
        }

        private final class Full implements SeekableByteChannel {
            private final SeekableByteChannel file;

            Full(SeekableByteChannel file) {
                this.file = file;
            }

            @Override
            public int write(ByteBuffer bytes) throws IOException {
                if (room == 0) {
                    throw new IOException("No space left on device");
                }
                int size = (int) Math.min(room, bytes.remaining());
                file.write(bytes.slice(bytes.position(), size));
                bytes.position(bytes.position() + size);
                room -= size;
                return size;
            }

            @Override
            public SeekableByteChannel truncate(long size) throws IOException {
                file.truncate(size);
                return this;
            }

            @Override
            public int read(ByteBuffer bytes) throws IOException {
                return file.read(bytes);
            }

            @Override
            public long position() throws IOException {
                return file.position();
            }

            @Override
            public SeekableByteChannel position(long position) throws IOException {
                file.position(position);
                return this;
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public boolean isOpen() {
                return file.isOpen();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        }
    }
}
