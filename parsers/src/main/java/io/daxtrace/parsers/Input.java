package io.daxtrace.parsers;

import io.airlift.compress.zstd.ZstdInputStream;
import io.daxtrace.event.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of one input: a file, a file wrapped in gzip or zstd, a capture directory, or standard input. Formats that
 * need to jump about in it ask for {@link #channel()}, the others for {@link #stream()}, once.
 */
public final class Input implements Closeable {
    /** Standard input's name. */
    public static final String STANDARD_INPUT = "-";

    /** An unwrapped file may be this much larger than the wrapped one, beyond {@link #FREE_EXPANSION}. */
    private static final long MOST_EXPANSION = 256;

    private static final long FREE_EXPANSION = 256L << 20;

    private final String name;
    private final Path path;
    private final InputStream standardInput;
    private final Head head;
    private FileChannel channel;
    private Path unwrapped;
    private volatile boolean stopped;
    private volatile long position;

    private Input(String name, Path path, InputStream standardInput, Head head) {
        this.name = name;
        this.path = path;
        this.standardInput = standardInput;
        this.head = head;
    }

    /** Opens what the user named; {@code -} is standard input. */
    public static Input open(String name) throws IOException {
        return name.equals(STANDARD_INPUT) ? ofStream("standard input", System.in) : ofFile(name);
    }

    /** An input that can only be read from the beginning. */
    public static Input ofStream(String name, InputStream stream) throws IOException {
        byte[] first = stream.readNBytes(Head.SIZE);
        if (first.length == 0) {
            throw BadInputException.of(name, "is empty, expected a capture");
        }
        return new Input(name, null, new SequenceInputStream(new ByteArrayInputStream(first), stream), new Head(first));
    }

    private static Input ofFile(String name) throws IOException {
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            return new Input(name, path, null, new Head(new byte[0]));
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return ofStream(name, Files.newInputStream(path));
        }
        byte[] first;
        try (InputStream in = Files.newInputStream(path)) {
            first = in.readNBytes(Head.SIZE);
        } catch (NoSuchFileException e) {
            throw BadInputException.of(name, "no such file").causedBy(e);
        } catch (java.nio.file.AccessDeniedException e) {
            throw BadInputException.of(name, "permission denied").causedBy(e);
        }
        if (first.length == 0) {
            throw BadInputException.of(name, "is empty, expected a capture");
        }
        Wrapping wrapping = Wrapping.of(new Head(first));
        if (wrapping == Wrapping.NONE) {
            return new Input(name, path, null, new Head(first));
        }
        try (InputStream in = wrapping.unwrap(Files.newInputStream(path))) {
            byte[] inner = in.readNBytes(Head.SIZE);
            if (inner.length == 0) {
                throw BadInputException.of(name, "holds nothing after unwrapping " + wrapping.word());
            }
            Input input = new Input(name, path, null, new Head(inner));
            input.wrapping = wrapping;
            return input;
        } catch (BadInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw BadInputException.of(
                            name, "starts like " + wrapping.word() + " but cannot be unwrapped: " + e.getMessage())
                    .causedBy(e);
        }
    }

    private Wrapping wrapping = Wrapping.NONE;

    /** As messages name it. */
    public String name() {
        return name;
    }

    /** The first bytes, unwrapped; empty for a directory. */
    public Head head() {
        return head;
    }

    public boolean isDirectory() {
        return path != null && standardInput == null && head.length() == 0;
    }

    /** The directory, where {@link #isDirectory()}. */
    public Path directory() {
        return path;
    }

    /** The bytes of the file on disk (wrapped, if it is), or -1 for standard input. */
    public long size() throws IOException {
        return path == null || standardInput != null ? -1 : Files.size(path);
    }

    /** Random access to the unwrapped bytes; standard input has none. */
    public FileChannel channel() throws IOException {
        if (standardInput != null) {
            throw BadInputException.of(name, "this format is read from a file, not from a stream: store it first");
        }
        if (channel == null) {
            channel = FileChannel.open(wrapping == Wrapping.NONE ? path : unwrap(), StandardOpenOption.READ);
        }
        return channel;
    }

    /** The unwrapped bytes from the beginning; ends early when {@link #stop()} was called. The caller closes it. */
    public InputStream stream() throws IOException {
        if (standardInput != null) {
            return new Counted(standardInput, null);
        }
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        InputStream raw = Channels.newInputStream(file);
        return new Counted(wrapping == Wrapping.NONE ? raw : wrapping.unwrap(raw), file);
    }

    /** How far a reader has come, in bytes of {@link #size()}. */
    public long position() {
        return position;
    }

    /** Readers of a {@link #channel()} say how far they have come. */
    public void position(long bytes) {
        position = bytes;
    }

    /** Asks the reader to end; may be called by any thread. */
    public void stop() {
        stopped = true;
    }

    public boolean stopped() {
        return stopped;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        if (unwrapped != null) {
            Files.deleteIfExists(unwrapped);
        }
    }

    private Path unwrap() throws IOException {
        long most = FREE_EXPANSION + MOST_EXPANSION * Files.size(path);
        unwrapped = Files.createTempFile("daxtrace-", ".unwrapped");
        try (InputStream in = wrapping.unwrap(Files.newInputStream(path));
                FileChannel out = FileChannel.open(unwrapped, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int n = in.read(buffer); n > 0 && !stopped; n = in.read(buffer)) {
                total += n;
                if (total > most) {
                    throw BadInputException.of(
                            name,
                            "unwraps to over " + most + " bytes from " + Files.size(path)
                                    + ": refused as a decompression bomb; unwrap it by hand if it is none");
                }
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
        } catch (BadInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw BadInputException.of(name, "cannot be unwrapped: " + e.getMessage())
                    .causedBy(e);
        }
        return unwrapped;
    }

    /** What a file is wrapped in. */
    private enum Wrapping {
        NONE,
        GZIP,
        ZSTD;

        static Wrapping of(Head head) {
            if (head.startsWith(0x1f, 0x8b)) {
                return GZIP;
            }
            return head.startsWith(0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE;
        }

        InputStream unwrap(InputStream in) throws IOException {
            return switch (this) {
                case NONE -> in;
                case GZIP -> new GZIPInputStream(in, 1 << 16);
                case ZSTD -> new ZstdInputStream(in);
            };
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Counts for {@link Input#position()} and ends when stopped. */
    private final class Counted extends InputStream {
        private final InputStream in;
        private final FileChannel file;

        Counted(InputStream in, FileChannel file) {
            this.in = in;
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (stopped) {
                return -1;
            }
            try {
                int n = in.read(buffer, offset, length);
                position = file != null ? file.position() : position + Math.max(0, n);
                return n;
            } catch (RuntimeException e) {
                // aircompressor reports damage by unchecked exceptions
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
