package io.daxtrace.parsers.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a capture's files, what is whole is read and what is missing is said. */
class CaptureDamageTest {
    private static final int PACKETS = 4;
    private static final int EVENTS_A_PACKET = 3;

    @TempDir
    Path temporary;

    private Path directory;
    private final Recorded written = new Recorded();
    private byte[] metadata;
    private byte[] stream;
    /** Where each packet ends in the stream file; the last one has no faults, only the end. */
    private final int[] ends = new int[PACKETS + 1];

    @BeforeEach
    void record() throws IOException {
        directory = temporary.resolve("c");
        Path file = directory.resolve("stream_0");
        CaptureMetadata about =
                CaptureMetadata.of("6.1.0", "monotonic", 1, 4096).with(Map.of(), Map.of("file", "em\"pty\n"));
        try (CaptureWriter writer = new CaptureWriter(directory, about)) {
            Random random = new Random(4);
            for (int i = 0; i < PACKETS; i++) {
                Recorded.random(random, EVENTS_A_PACKET, writer, written);
                writer.flush();
                ends[i] = (int) Files.size(file);
            }
        }
        ends[PACKETS] = (int) Files.size(file);
        metadata = Files.readAllBytes(directory.resolve("metadata"));
        stream = Files.readAllBytes(file);
    }

    @Test
    void aStreamCutAnywhereIsReadUpToThere() throws IOException {
        for (int size = stream.length - 1; size >= 0; size--) {
            try (FileChannel file = FileChannel.open(directory.resolve("stream_0"), StandardOpenOption.WRITE)) {
                file.truncate(size);
            }
            int cut = size;
            long whole =
                    Arrays.stream(ends).limit(PACKETS).filter(end -> end <= cut).count() * EVENTS_A_PACKET;
            Recorded read = new Recorded();
            Capture capture = read.read(directory);
            assertThat(read.texts).as("cut at %d", size).isEqualTo(written.texts.subList(0, (int) whole));
            assertThat(capture.truncated).isTrue();
            assertThat(String.join("\n", capture.warnings()))
                    .contains("did not end as it should")
                    .contains(" packets with " + whole + " events could be read");
        }
    }

    @Test
    void metadataCutAnywhereIsRefused() {
        for (int size = 0; size < metadata.length; size++) {
            byte[] cut = Arrays.copyOf(metadata, size);
            assertThatThrownBy(() -> Metadata.of("metadata", cut))
                    .as("cut at %d", size)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("byte " + size + ": the metadata ends early");
        }
    }

    @Test
    void aChangedByteCostsAtMostItsPacket() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            int at = random.nextInt(stream.length);
            put(at, (byte) (stream[at] ^ 1 + random.nextInt(255)));
            int hit = 0;
            while (ends[hit] <= at) {
                hit++;
            }
            List<String> expected = new ArrayList<>(written.texts);
            if (hit < PACKETS) {
                expected.subList(hit * EVENTS_A_PACKET, (hit + 1) * EVENTS_A_PACKET)
                        .clear();
            }
            Recorded read = new Recorded();
            Capture capture = read.read(directory);
            assertThat(read.texts).as("byte %d", at).isEqualTo(expected);
            assertThat(capture.truncated).isTrue();
            String start = hit == 0
                    ? "the oldest 1 packets with 3 events are missing"
                    : "1 packets with 3 events are missing in 1 place";
            assertThat(String.join("\n", capture.warnings()))
                    .contains("stream_0: " + (ends[hit] - (hit == 0 ? 0 : ends[hit - 1]))
                            + " bytes belong to no whole packet")
                    .contains(hit < PACKETS ? start : "did not end as it should");
            put(at, stream[at]);
        }
    }

    @Test
    void changedMetadataIsRefused() {
        Random random = new Random(6);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = metadata.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                Metadata.of("metadata", changed);
            } catch (BadInputException e) {
                assertThat(e).hasMessageContaining("metadata");
                continue;
            }
            assertThat(new String(changed, StandardCharsets.US_ASCII))
                    .as("only a text or a number of the env block can change unnoticed")
                    .endsWith(Layout.tsdl(Layout.VERSION, false));
        }
    }

    /** A made-up capture: the checksum is right, all else is not. */
    @Test
    void wrongContentWithARightChecksumIsNoMoreThanWrong() {
        Random random = new Random(7);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 2000; i++) {
                byte[] changed = stream.clone();
                int packet = random.nextInt(ends.length);
                int start = packet == 0 ? 0 : ends[packet - 1];
                for (int change = 1 + random.nextInt(3); change > 0; change--) {
                    int header = random.nextInt(4) == 0 ? 0 : Layout.HEADER_SIZE;
                    changed[start + header + random.nextInt(ends[packet] - start - header)] = (byte) random.nextInt();
                }
                Unsound.sign(changed, start, ends[packet]);
                Files.write(directory.resolve("stream_0"), changed);
                Recorded read = new Recorded();
                Capture capture = read.read(directory);
                assertThat(read.texts.size()).isLessThanOrEqualTo(written.texts.size() + 1);
                assertThat(capture.truncated || read.texts.size() == written.texts.size())
                        .isTrue();
            }
        });
    }

    /** Each event in turn: what is read is all others, though its bytes are those of no event of ours. */
    @Test
    void anEventThatIsNotSoundCostsNoOther() throws IOException {
        for (int event = 0; event < PACKETS * EVENTS_A_PACKET; event++) {
            int packet = event / EVENTS_A_PACKET;
            int start = packet == 0 ? 0 : ends[packet - 1];
            int at = Unsound.event(stream, start, event % EVENTS_A_PACKET);
            byte[] changed = stream.clone();
            Unsound.duration(changed, at, -5);
            Unsound.sign(changed, start, ends[packet]);
            Files.write(directory.resolve("stream_0"), changed);
            List<String> expected = new ArrayList<>(written.texts);
            String field = expected.remove(event).startsWith("fault") ? "total" : "duration";
            Recorded read = new Recorded();
            Capture capture = read.read(directory);
            assertThat(read.texts).isEqualTo(expected);
            assertThat(capture.warnings())
                    .containsExactly("stream_0: the event at byte " + at + " is not sound (" + field
                            + " is -5) and was left out");
            assertThat(capture.truncated).isTrue();
            assertThat(capture.loss().unmatchedEntries).isEqualTo(1);
        }
    }

    @Test
    void anEventWithAnUnknownIdEndsItsPacketAlone() throws IOException {
        int start = ends[0];
        int at = Unsound.event(stream, start, 1);
        stream[at] = 99;
        Unsound.sign(stream, start, ends[1]);
        Files.write(directory.resolve("stream_0"), stream);
        List<String> expected = new ArrayList<>(written.texts);
        expected.subList(EVENTS_A_PACKET + 1, 2 * EVENTS_A_PACKET).clear();
        Recorded read = new Recorded();
        assertThat(read.read(directory).warnings())
                .containsExactly("stream_0: the event at byte " + at
                        + " is not sound (its id or its length is none of an"
                        + " event that daxtrace writes) and was left out with the rest of its packet, " + (ends[1] - at)
                        + " bytes");
        assertThat(read.texts).isEqualTo(expected);
    }

    @Test
    void manyEventsThatAreNotSoundAreCounted() throws IOException {
        for (int event = 0; event < PACKETS * EVENTS_A_PACKET; event++) {
            int packet = event / EVENTS_A_PACKET;
            int start = packet == 0 ? 0 : ends[packet - 1];
            Unsound.duration(stream, Unsound.event(stream, start, event % EVENTS_A_PACKET), -2);
            Unsound.sign(stream, start, ends[packet]);
        }
        Files.write(directory.resolve("stream_0"), stream);
        Recorded read = new Recorded();
        Capture capture = read.read(directory);
        assertThat(read.texts).isEmpty();
        assertThat(capture.warnings()).hasSize(11).endsWith("2 more events are not sound and were left out");
        assertThat(capture.loss().unmatchedEntries).isEqualTo(12);
    }

    @Test
    void aFileFullOfFalseBeginningsIsGivenUpInBoundedTime() throws IOException {
        ByteBuffer hostile = ByteBuffer.allocate(4 << 20).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = Arrays.copyOf(stream, Layout.HEADER_SIZE);
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Layout.CONTENT_SIZE_AT, 8L << 20)
                .putLong(Layout.PACKET_SIZE_AT, 8L << 20);
        while (hostile.remaining() >= header.length) {
            hostile.put(header);
        }
        Files.write(directory.resolve("stream_0"), hostile.array());
        Capture capture = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new Recorded().read(directory));
        assertThat(capture.warnings().get(0)).contains((4 << 20) + " bytes belong to no whole packet");
    }

    @Test
    void aPacketWrittenTwiceIsReadOnce() throws IOException {
        byte[] twice = Arrays.copyOf(stream, 2 * stream.length);
        System.arraycopy(stream, 0, twice, stream.length, stream.length);
        Files.write(directory.resolve("stream_0"), twice);
        Recorded read = new Recorded();
        Capture capture = read.read(directory);
        assertThat(read.texts).isEqualTo(written.texts);
        assertThat(capture.warnings())
                .containsExactly("5 packets are not in the order they were written in and were left out");
    }

    @Test
    void otherTracesAreNamedAsWhatTheyAre() throws IOException {
        Files.writeString(directory.resolve("metadata"), "/* CTF 1.8 */\n\ntrace {\n\tmajor = 1;\n};\n");
        assertThatThrownBy(() -> new Recorded().read(directory)).hasMessageContaining("babeltrace2");
        Files.write(directory.resolve("metadata"), new byte[] {0x57, 0x1d, (byte) 0xd1, 0x75, 1, 2, 3});
        assertThatThrownBy(() -> new Recorded().read(directory)).hasMessageContaining("babeltrace2");
        int newer = Layout.VERSION + 1;
        Files.writeString(
                directory.resolve("metadata"),
                new String(metadata, StandardCharsets.US_ASCII)
                        .replace("daxtrace_layout = " + Layout.VERSION, "daxtrace_layout = " + newer));
        assertThatThrownBy(() -> new Recorded().read(directory))
                .hasMessageContaining(
                        "layout " + newer + ", expected 1 to " + Layout.VERSION + ": made by a newer daxtrace");
        Files.delete(directory.resolve("metadata"));
        assertThatThrownBy(() -> new Recorded().read(directory)).hasMessageContaining("metadata: is missing");
        assertThatThrownBy(() -> new Recorded().read(directory.resolve("stream_0")))
                .hasMessageContaining("name the directory");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertThatThrownBy(() -> new Recorded().read(empty)).hasMessageContaining("no capture of daxtrace");
    }

    @Test
    void aStreamThatIsNoFileIsLeftOut() throws IOException {
        Files.delete(directory.resolve("stream_0"));
        Files.createDirectory(directory.resolve("stream_0"));
        assertThat(new Recorded().read(directory).warnings()).contains("stream_0 is no regular file and was left out");
    }

    private void put(int at, byte value) throws IOException {
        try (FileChannel file = FileChannel.open(directory.resolve("stream_0"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {value}), at);
        }
    }
}
