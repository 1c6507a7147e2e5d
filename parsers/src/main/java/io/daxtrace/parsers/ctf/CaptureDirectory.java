package io.daxtrace.parsers.ctf;

import io.daxtrace.event.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the directory of a new capture and the files in it, for their owner alone: a trace tells what programs do. */
final class CaptureDirectory {
    /** The name of the metadata file, fixed by CTF. */
    static final String METADATA = "metadata";

    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private CaptureDirectory() {}

    /** Makes the directory, or takes an empty one; returns whether it made it. */
    static boolean create(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            requireEmpty(directory);
            return false;
        }
        try {
            Files.createDirectory(directory, DIRECTORY_MODE);
            return true;
        } catch (NoSuchFileException e) {
            throw problem(directory, "the directory it is to be made in does not exist", e);
        } catch (FileSystemException e) {
            throw problem(directory, "cannot be made: " + reason(e), e);
        }
    }

    /** A new file, 0600. */
    static SeekableByteChannel createFile(Path path) throws IOException {
        return Files.newByteChannel(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE_MODE);
    }

    /** Writes the metadata file. */
    static void writeMetadata(Path directory, String text, StreamFiles.Creator creator) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        if (bytes.limit() > Metadata.MOST_SIZE) {
            throw problem(
                    directory,
                    "labels and environment come to " + bytes.limit() + " bytes of metadata, at most "
                            + Metadata.MOST_SIZE + " can be written",
                    null);
        }
        try (SeekableByteChannel out = creator.create(directory.resolve(METADATA))) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
    }

    /** Removes what a capture that never began has left. */
    static void remove(Path directory, boolean andItself) throws IOException {
        Files.deleteIfExists(directory.resolve(StreamFiles.PREFIX + 0));
        Files.deleteIfExists(directory.resolve(METADATA));
        if (andItself) {
            Files.deleteIfExists(directory);
        }
    }

    /** {@code DIR: problem}. */
    static IOException problem(Path directory, String problem, Throwable cause) {
        return new IOException(Printable.escape(directory.toString()) + ": " + problem, cause);
    }

    /** What went wrong, without the path and the class's name. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "the directory was removed";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage();
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw problem(
                        directory, "is not empty, and a capture needs a directory of its own: name a new one", null);
            }
        } catch (NotDirectoryException e) {
            throw problem(directory, "is a file; a capture is a directory: name a new one", e);
        } catch (FileSystemException e) {
            throw problem(directory, "cannot be used: " + reason(e), e);
        }
    }
}
