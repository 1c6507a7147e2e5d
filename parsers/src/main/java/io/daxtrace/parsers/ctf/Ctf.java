package io.daxtrace.parsers.ctf;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Format;
import io.daxtrace.parsers.Head;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * daxtrace's own captures. The Common Trace Format is read as far as {@link CaptureWriter} uses it; of another tracer's
 * trace the metadata is named as what it is.
 */
public final class Ctf implements Format {
    private static final Pattern STREAM = Pattern.compile(StreamFiles.PREFIX + "(0|[1-9]\\d{0,17})");

    /** Only a file out of such a directory: {@link #read} says that the directory is wanted. */
    @Override
    public boolean matches(Head head) {
        return head.startsWith("/* CTF 1.") || head.startsWith(0xc1, 0x1f, 0xfc, 0xc1);
    }

    @Override
    public boolean matchesDirectory(Path directory) {
        return Files.exists(directory.resolve(CaptureDirectory.METADATA))
                || Files.exists(directory.resolve(StreamFiles.PREFIX + 0));
    }

    @Override
    public void read(Input input, Capture capture, Sinks sinks) throws IOException {
        if (!input.isDirectory()) {
            throw BadInputException.of(
                    input.name(), "is a part of a Common Trace Format trace: name the directory that it is in");
        }
        Metadata metadata;
        List<Path> files;
        try {
            metadata = Metadata.read(input.directory().resolve(CaptureDirectory.METADATA));
            files = streamFiles(input.directory());
        } catch (FileSystemException e) {
            throw BadInputException.of(input.name(), "cannot be read: " + CaptureDirectory.reason(e))
                    .causedBy(e);
        }
        describe(metadata.recording(), capture);
        if (metadata.layout() >= Layout.PATHS_LAYOUT) {
            PathReader.read(input.directory(), metadata.uuid(), capture);
        }
        CaptureReader reader = new CaptureReader(input, capture, metadata, sinks.faults());
        for (Path file : files) {
            if (!reader.read(file)) {
                break;
            }
        }
        reader.finish(metadata.maxBytes());
    }

    private static void describe(CaptureMetadata recording, Capture capture) {
        capture.format = "daxtrace capture";
        capture.kernel = recording.kernel();
        capture.clock = recording.clock();
        capture.clockOffset = OptionalLong.of(recording.epochOffset());
        capture.resolution = recording.resolution();
        capture.labels().putAll(recording.labels());
        capture.probes().addAll(recording.probes());
        capture.environment().put("page_size", Integer.toString(recording.pageSize()));
        capture.environment().put("clock_offset_ns", Long.toString(recording.epochOffset()));
        putList(capture, "filters", recording.filters());
        putList(capture, "detail", recording.details());
        putList(capture, "mounts", recording.mountOptions());
        capture.environment().putAll(recording.environment());
    }

    private static void putList(Capture capture, String name, List<String> values) {
        if (!values.isEmpty()) {
            capture.environment().put(name, String.join("; ", values));
        }
    }

    /** In the order they were written. */
    private static List<Path> streamFiles(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Ctf::isStream)) {
            entries.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(Comparator.comparingLong(Ctf::number));
        return files;
    }

    private static boolean isStream(Path path) {
        return STREAM.matcher(path.getFileName().toString()).matches();
    }

    private static long number(Path path) {
        return Long.parseLong(path.getFileName().toString().substring(StreamFiles.PREFIX.length()));
    }
}
