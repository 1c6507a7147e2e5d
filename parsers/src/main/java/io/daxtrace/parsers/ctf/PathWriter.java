package io.daxtrace.parsers.ctf;

import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Writes the paths of files to the file {@value #FILE} of a capture. It is a stream of its own, because the limit of a capture
 * drops the oldest events, and a path is needed as long as any event of its file is there. Made with the first path.
 */
final class PathWriter implements Closeable {
    static final String FILE = "files";

    private static final int PACKET_SIZE = 64 * 1024;

    private final Path path;
    private final StreamFiles.Creator creator;
    private final UUID uuid;
    private final long mostBytes;
    private Packet packet;
    private SeekableByteChannel channel;
    private long packets;
    private long files;
    private long filesWritten;
    private long bytes;

    PathWriter(Path directory, UUID uuid, CaptureLimits limits, StreamFiles.Creator creator) {
        path = directory.resolve(FILE);
        this.uuid = uuid;
        this.creator = creator;
        mostBytes = limits.mostPathBytes();
    }

    /** Adds a path, found at that time; those past the limit are left out. */
    void add(FileId file, FilePath found, long time) throws IOException {
        byte[] text = encoded(found.path());
        int size = Layout.FILE_SIZE + text.length;
        if (packet == null) {
            packet = new Packet(uuid, Layout.PATHS, PACKET_SIZE, false);
        }
        if (bytes + packet.size() + Layout.EVENT_HEADER_SIZE + size + Layout.HEADER_SIZE > mostBytes) {
            return;
        }
        if (!packet.hasRoom(size)) {
            flush();
        }
        packet.file(file, found, text, time);
        files++;
    }

    private static byte[] encoded(String path) {
        byte[] text = TsdlString.encodable(path).getBytes(StandardCharsets.UTF_8);
        if (text.length > Layout.MOST_PATH_SIZE) {
            throw new IllegalArgumentException("a path of " + text.length + " bytes");
        }
        return text;
    }

    /** Writes what there is since the last packet. */
    void flush() throws IOException {
        if (packet == null || packet.isEmpty()) {
            return;
        }
        if (channel == null) {
            channel = creator.create(path);
        }
        ByteBuffer out = packet.finish(packets, 0, filesWritten);
        bytes += out.remaining();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        packet.clear();
        packets++;
        filesWritten = files;
    }

    /** Bytes written so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
