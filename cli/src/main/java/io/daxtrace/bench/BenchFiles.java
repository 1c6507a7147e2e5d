package io.daxtrace.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The files of a bench: under names nobody else has, for their owner alone, and gone when it is closed. */
final class BenchFiles implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions.asFileAttribute(
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    private static final int MOST_PIECE = 1 << 20;

    private final Path directory;
    private final AtomicBoolean stop;
    private final SecureRandom random = new SecureRandom();
    private final Set<Path> files = new HashSet<>();

    BenchFiles(Path directory, AtomicBoolean stop) {
        this.directory = directory;
        this.stop = stop;
    }

    /** Makes a file of no bytes. */
    synchronized Path create() throws IOException {
        Path file = directory.resolve(
                ".daxtrace-bench-" + ProcessHandle.current().pid() + "-" + Long.toHexString(random.nextLong()));
        FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)
                .close();
        files.add(file);
        return file;
    }

    /** Makes a file that is all hole. */
    Path createHole(long length) throws IOException {
        Path file = create();
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(length);
        }
        return file;
    }

    /** Makes a file with all its blocks written, a page at a time, and on the device; a part of it when stopped. */
    Path createWritten(long length, int page) throws IOException {
        Path file = create();
        byte[] bytes = new byte[Math.min(page, MOST_PIECE)];
        Arrays.fill(bytes, (byte) 1);
        ByteBuffer piece = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long written = 0; written < length && !stop.get(); ) {
                piece.clear();
                written += channel.write(piece);
            }
            channel.force(true);
        }
        return file;
    }

    /**
     * Proves that every page was touched: a store that ended in a SIGBUS left nothing in the file.
     *
     * @param written whether the pages were written, else read
     */
    static void checkTouched(Path file, int pages, long step, boolean written) throws IOException, BenchException {
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < pages * step) {
                throw BenchException.sigbus(null);
            }
            for (int i = 0; i < pages && written; i++) {
                one.clear();
                channel.read(one, i * step);
                if (one.get(0) != FaultLoop.STORED) {
                    throw BenchException.sigbus(null);
                }
            }
        }
    }

    /** Removes one of them. */
    synchronized void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        files.remove(file);
    }

    /** Removes what is left of them. */
    @Override
    public synchronized void close() throws IOException {
        IOException failure = null;
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                failure = e;
            }
        }
        files.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
