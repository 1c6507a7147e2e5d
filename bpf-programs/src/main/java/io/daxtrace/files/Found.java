package io.daxtrace.files;

import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file that was found. A path has bytes that the locale may have no characters for, so it stays a {@link Path} to be looked at
 * again.
 *
 * @param path in the mount namespace
 * @param root where that namespace's root can be reached from here: {@code /}, or {@code /proc/PID/root}
 */
record Found(Path path, FilePath.State state, long mountNamespace, Path root) {
    private static final String DELETED = " (deleted)";

    /** What a link of /proc leads to; the kernel appends a word to the path of a deleted file. */
    static Found of(Path target, FileId file, long mountNamespace, Path root) {
        byte[] bytes = bytes(target);
        String end = new String(
                bytes,
                Math.max(0, bytes.length - DELETED.length()),
                Math.min(bytes.length, DELETED.length()),
                StandardCharsets.ISO_8859_1);
        Found found = new Found(target, FilePath.State.PRESENT, mountNamespace, root);
        if (!end.equals(DELETED) || found.isThere(file)) {
            return found;
        }
        return new Found(target, FilePath.State.DELETED, mountNamespace, root);
    }

    /** Whether the namespace can still be looked into; that of a container may have ended with it. */
    boolean isReachable() {
        return Files.exists(root);
    }

    /** Whether that file is at the path now. */
    boolean isThere(FileId file) {
        return file.equals(at(root.resolve(Path.of("/").relativize(path))));
    }

    /** The file at a path, which is not followed if it is a link; null where there is none. */
    static FileId at(Path path) {
        return read(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The file that a link of /proc leads to. */
    static FileId behind(Path link) {
        return read(link);
    }

    private static FileId read(Path path, LinkOption... options) {
        try {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino", options);
            return FileId.ofStat((Long) attributes.get("dev"), (Long) attributes.get("ino"));
        } catch (IOException e) {
            return null; // it has gone, or is none of ours to see
        }
    }

    /** What a trace keeps of it. */
    FilePath filePath() {
        byte[] bytes = bytes(path);
        int length = state == FilePath.State.DELETED ? bytes.length - DELETED.length() : bytes.length;
        return new FilePath(new String(bytes, 0, length, StandardCharsets.UTF_8), state, mountNamespace);
    }

    Found gone() {
        return new Found(path, FilePath.State.GONE, mountNamespace, root);
    }

    /** The bytes of an absolute path: its URI alone has them all, whatever the locale. */
    private static byte[] bytes(Path path) {
        String uri = path.toUri().getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(uri, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }
}
