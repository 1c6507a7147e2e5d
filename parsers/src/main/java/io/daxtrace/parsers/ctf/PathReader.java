package io.daxtrace.parsers.ctf;

import io.daxtrace.event.Capture;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Reads the paths of a capture's files, all of them before the first event. What is damaged leaves files without a path. */
final class PathReader {
    private static final FilePath.State[] STATES = FilePath.State.values();

    private final Capture capture;
    private long unsound;

    private PathReader(Capture capture) {
        this.capture = capture;
    }

    /** Reads them, where there are any. */
    static void read(Path directory, UUID uuid, Capture capture) throws IOException {
        Path path = directory.resolve(PathWriter.FILE);
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isRegularFile(path)) {
            capture.warn(PathWriter.FILE + " is no regular file and was left out: files have no paths");
            return;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            new PathReader(capture).read(new PacketReader(file, uuid));
        } catch (FileSystemException e) {
            capture.warn(PathWriter.FILE + " cannot be read: " + CaptureDirectory.reason(e) + "; files have no paths");
        }
    }

    private void read(PacketReader packets) throws IOException {
        while (packets.next()) {
            ByteBuffer in = packets.events();
            while (in.hasRemaining()) {
                if (!readFile(in)) {
                    unsound++;
                    break;
                }
            }
        }
        if (packets.skipped() > 0 || unsound > 0) {
            capture.warn(PathWriter.FILE + ": damaged, or cut off in writing; some files have no path");
        }
    }

    /** Reads one event; false where it is none that is written there. */
    private boolean readFile(ByteBuffer in) {
        if (in.remaining() < Layout.EVENT_HEADER_SIZE + Layout.FILE_SIZE || in.get() != Layout.DAX_FILE) {
            return false;
        }
        in.getLong(); // when it was found
        FileId file = new FileId(in.getLong(), in.getLong());
        long mountNamespace = in.getLong();
        int state = in.get();
        int start = in.position();
        int end = start;
        while (end < in.limit() && in.get(end) != 0) {
            end++;
        }
        if (state < 0 || state >= STATES.length || end == in.limit() || end - start > Layout.MOST_PATH_SIZE) {
            return false;
        }
        byte[] path = new byte[end - start];
        in.get(path).get();
        capture.files()
                .file(file, new FilePath(new String(path, StandardCharsets.UTF_8), STATES[state], mountNamespace));
        return true;
    }
}
