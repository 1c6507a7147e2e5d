package io.daxtrace.parsers.ctf;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The metadata file of a capture of ours, read back. Only what {@link MetadataText} writes is accepted: the env block is
 * parsed, the whole file written again from it, and the two must be the same.
 */
final class Metadata {
    /** Far above what a recording writes. */
    static final int MOST_SIZE = 1 << 20;

    private final String file;
    private final Map<String, String> env = new HashMap<>();

    private CaptureMetadata recording;
    private UUID uuid;
    private long maxBytes;
    private int layout;

    private Metadata(String file) {
        this.file = file;
    }

    /** Reads and checks it. */
    static Metadata read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw BadInputException.of(
                    path.toString(), "is missing: a capture is a directory with the file metadata beside its packets");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return of(path.toString(), in.readNBytes(MOST_SIZE + 1));
        }
    }

    /** Checks the bytes of the file. */
    static Metadata of(String file, byte[] bytes) throws BadInputException {
        Metadata metadata = new Metadata(file);
        metadata.check(bytes);
        return metadata;
    }

    CaptureMetadata recording() {
        return recording;
    }

    UUID uuid() {
        return uuid;
    }

    /** What its packets are laid out by: 1 to {@link Layout#VERSION}. */
    int layout() {
        return layout;
    }

    /** The limit of rotation, 0 for none. */
    long maxBytes() {
        return maxBytes;
    }

    private void check(byte[] bytes) throws BadInputException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (MetadataText.START.startsWith(text)) {
            throw endsEarly(bytes.length);
        }
        if (!text.startsWith(MetadataText.START)) {
            throw BadInputException.of(
                    file,
                    "describes a Common Trace Format trace that daxtrace did not record; daxtrace reads only its own:"
                            + " see what is in it with babeltrace2 (package babeltrace2)");
        }
        if (bytes.length > MOST_SIZE) {
            throw BadInputException.of(file, "is longer than " + MOST_SIZE + " bytes, which no recording writes");
        }
        int at = MetadataText.START.length();
        at = checkVersion(text, at);
        readEnv(text, at);
        String expected;
        try {
            uuid = UUID.fromString(string("trace_uuid"));
            maxBytes = number("max_bytes");
            recording = recordingOfEnv();
            expected = MetadataText.of(recording, uuid, maxBytes, layout);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of(file, "holds an env block daxtrace did not write: " + e.getMessage())
                    .causedBy(e);
        }
        int difference = Arrays.mismatch(bytes, expected.getBytes(StandardCharsets.US_ASCII));
        if (difference == bytes.length) {
            throw endsEarly(bytes.length);
        }
        if (difference >= 0) {
            throw BadInputException.atByte(file, difference, "is not as daxtrace writes it: damaged or edited");
        }
    }

    private int checkVersion(String text, int at) throws BadInputException {
        int end = text.indexOf(";\n", at);
        if (end < 0) {
            throw endsEarly(text.length());
        }
        String version = text.substring(at, end);
        if (!version.matches("[1-9][0-9]{0,3}") || Integer.parseInt(version) > Layout.VERSION) {
            String shown = Printable.escape(version.substring(0, Math.min(20, version.length())));
            throw BadInputException.atByte(
                    file,
                    at,
                    "layout " + shown + ", expected 1 to " + Layout.VERSION
                            + ": made by a newer daxtrace; read it with that");
        }
        layout = Integer.parseInt(version);
        return end + 2;
    }

    /** Each line is {@code \tname = value;}: no value has a line break in it. */
    private void readEnv(String text, int start) throws BadInputException {
        int at = start;
        while (!text.startsWith(MetadataText.ENV_END, at)) {
            int end = text.indexOf(";\n", at);
            if (end < 0) {
                throw endsEarly(text.length());
            }
            int equals = text.indexOf(" = ", at);
            if (text.charAt(at) != '\t' || equals < 0 || equals > end) {
                throw BadInputException.atByte(file, at, "expected name = value; of the env block");
            }
            env.put(text.substring(at + 1, equals), text.substring(equals + 3, end));
            at = end + 2;
        }
    }

    private CaptureMetadata recordingOfEnv() {
        long pageSize = number("page_size");
        if (pageSize <= 0 || pageSize > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("page_size " + pageSize);
        }
        if (number("resolution_ns") < 1) {
            throw new IllegalArgumentException("resolution_ns " + number("resolution_ns"));
        }
        return new CaptureMetadata(
                env.containsKey("kernel_release") ? string("kernel_release") : null,
                env.containsKey("clock_name") ? string("clock_name") : null,
                number("clock_offset_ns"),
                number("resolution_ns"),
                (int) pageSize,
                list("filter"),
                list("probe"),
                list("detail"),
                list("mount"),
                map("environment"),
                map("label"));
    }

    private long number(String name) {
        String value = env.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is no number", e);
        }
    }

    private String string(String name) {
        String value = env.get(name);
        String text = value == null ? null : TsdlString.unquote(value);
        if (text == null) {
            throw new IllegalArgumentException("no text " + name);
        }
        return text;
    }

    private List<String> list(String name) {
        List<String> values = new ArrayList<>();
        while (env.containsKey(name + "_" + values.size())) {
            values.add(string(name + "_" + values.size()));
        }
        return values;
    }

    private SortedMap<String, String> map(String name) {
        SortedMap<String, String> values = new TreeMap<>();
        for (int i = 0; env.containsKey(name + "_" + i + "_name"); i++) {
            values.put(string(name + "_" + i + "_name"), string(name + "_" + i + "_value"));
        }
        return values;
    }

    private BadInputException endsEarly(long size) {
        return BadInputException.atByte(
                file, size, "the metadata ends early: without it the packets cannot be trusted; record again");
    }
}
