package io.daxtrace.parsers.ctf;

import io.daxtrace.event.Printable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;

/** The files {@code stream_0}, {@code stream_1} ... that packets are written to; the oldest are removed to keep a limit. */
final class StreamFiles implements Closeable {
    /** Their names without the number. */
    static final String PREFIX = "stream_";

    /** Creates a new file, readable and writable by its owner alone. */
    interface Creator {
        SeekableByteChannel create(Path path) throws IOException;
    }

    /** A file and the filesystem's name for it, which a new file at the same path does not have. */
    private record Stream(Path path, Object key) {}

    private final Path directory;
    private final CaptureLimits limits;
    private final Creator creator;
    private final ArrayDeque<Stream> streams = new ArrayDeque<>();
    private SeekableByteChannel channel;
    private long created;
    private long bytesInFile;
    private long bytes;

    StreamFiles(Path directory, CaptureLimits limits, Creator creator) {
        this.directory = directory;
        this.limits = limits;
        this.creator = creator;
    }

    /** Begins the first file, or the next one. */
    void next() throws IOException {
        if (channel != null) {
            channel.close();
        }
        if (streams.size() == CaptureLimits.FILES && limits.maxBytes() != 0) {
            Files.deleteIfExists(streams.removeFirst().path());
        }
        Path path = directory.resolve(PREFIX + created);
        channel = creator.create(path);
        created++;
        bytesInFile = 0;
        streams.addLast(new Stream(path, key(path)));
    }

    /** Whether a packet of that size belongs in the next file. */
    boolean isFull(int size) {
        return bytesInFile > 0 && bytesInFile + size > limits.fileSize();
    }

    /** Writes a packet, whole or not at all, as far as the filesystem allows. */
    void write(ByteBuffer packet) throws IOException {
        long size = packet.remaining();
        try {
            while (packet.hasRemaining()) {
                channel.write(packet);
            }
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        bytesInFile += size;
        bytes += size;
    }

    /** Throws where the file that is being written to is no longer the one at its path. */
    void check() throws IOException {
        Stream stream = streams.getLast();
        Object key;
        try {
            key = key(stream.path());
        } catch (NoSuchFileException e) {
            throw removed(stream.path(), e);
        }
        if (key != null && !key.equals(stream.key())) {
            throw removed(
                    stream.path(), new FileAlreadyExistsException(stream.path().toString()));
        }
    }

    /** Bytes written whole so far, removed files included. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private void takeBack(IOException failure) {
        try {
            channel.truncate(bytesInFile);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private static IOException removed(Path path, FileSystemException cause) {
        return new IOException(Printable.escape(path.getFileName().toString()) + " was removed", cause);
    }
}
