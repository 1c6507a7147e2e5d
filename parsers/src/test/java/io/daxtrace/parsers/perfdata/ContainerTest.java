package io.daxtrace.parsers.perfdata;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.event.BadInputException;
import io.daxtrace.fixtures.ReadCapture;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, events and features, in files and pipes of both byte orders. */
class ContainerTest {
    private static final List<String> TWO_EVENTS =
            List.of("db 43 5 1000 fs_dax:dax_pte_fault", "db 43 6 2000 fs_dax:dax_pte_fault_done");

    @TempDir
    Path folder;

    private static Perf twoEvents(ByteOrder order) {
        return new Perf(order)
                .usualEvents()
                .comm(42, 43, "db", 0)
                .sample(1, 42, 43, 1000, 5)
                .sample(2, 42, 43, 2000, 6)
                .round();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsFilesOfBothByteOrders(boolean big) throws IOException {
        ReadCapture read = twoEvents(big ? BIG_ENDIAN : LITTLE_ENDIAN).read(folder);
        assertThat(read.lines()).isEqualTo(TWO_EVENTS);
        assertThat(read.capture.format).isEqualTo(big ? "perf.data, big-endian" : "perf.data");
        assertThat(read.capture.kernel).isEqualTo("6.1.0-test");
        assertThat(read.capture.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsPipesOfBothByteOrders(boolean big) throws IOException {
        Perf perf = twoEvents(big ? BIG_ENDIAN : LITTLE_ENDIAN);
        ReadCapture read = ReadCapture.of(perf.pipe());
        assertThat(read.lines()).isEqualTo(TWO_EVENTS);
        assertThat(read.capture.format).isEqualTo("perf.data" + (big ? ", big-endian" : "") + ", from a pipe");
        assertThat(read.capture.kernel).isEqualTo("6.1.0-test");
        assertThat(ReadCapture.of(folder, perf.pipe()).lines()).isEqualTo(TWO_EVENTS);
    }

    @Test
    void aPipeThatEndsEarlyGivesWhatItHas() throws IOException {
        byte[] pipe = twoEvents(LITTLE_ENDIAN).pipe();
        ReadCapture read = ReadCapture.of(Arrays.copyOf(pipe, pipe.length - 9));
        assertThat(read.lines()).isEqualTo(TWO_EVENTS.subList(0, 1));
        assertThat(read.capture.truncated).isTrue();
        assertThat(read.capture.warnings())
                .singleElement()
                .asString()
                .startsWith("the recording ends inside the record");
    }

    @Test
    void aPipeWithoutFormatsIsRefused() {
        byte[] magicAndSize = Arrays.copyOf(twoEvents(LITTLE_ENDIAN).pipe(), 16);
        assertThatThrownBy(() -> ReadCapture.of(magicAndSize))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no event formats");
    }

    @Test
    void theFirstVersionIsRefusedWithARemedy() {
        byte[] old = "PERFFILE and more".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> ReadCapture.of(folder, old))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("first version")
                .hasMessageContaining("perf script --ns");
    }

    @Test
    void aKilledPerfIsTold() {
        Perf perf = twoEvents(LITTLE_ENDIAN);
        perf.dataSize = 0;
        perf.features.clear();
        assertThatThrownBy(() -> perf.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("killed")
                .hasMessageContaining("perf record -o -");
    }

    @Test
    void aFileCutInItsDataIsTold() {
        byte[] file = twoEvents(LITTLE_ENDIAN).file();
        assertThatThrownBy(() -> ReadCapture.of(folder, Arrays.copyOf(file, 104 + 24 + 3 * 144 + 50)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cut off")
                .hasMessageContaining("ends at 610");
    }

    @Test
    void aFileCutBehindItsFormatsIsRead() throws IOException {
        Perf perf = twoEvents(LITTLE_ENDIAN);
        byte[] file = perf.file();
        ReadCapture read = ReadCapture.of(folder, Arrays.copyOf(file, file.length - 68));
        assertThat(read.lines()).isEqualTo(TWO_EVENTS);
        assertThat(read.capture.kernel).isNull();
    }

    @Test
    void emptyFeaturesShareAnOffset() throws IOException {
        Perf perf = twoEvents(LITTLE_ENDIAN);
        for (int bit : new int[] {2, 3, 25, 26, 31, 200}) {
            perf.features.put(bit, new byte[0]);
        }
        assertThat(perf.read(folder).capture.kernel).isEqualTo("6.1.0-test");
    }

    @Test
    void namesTheClock() throws IOException {
        Perf perf = new Perf(BIG_ENDIAN);
        perf.clockid = 4;
        assertThat(perf.usualEvents().round().read(folder).capture.clock).isEqualTo("mono_raw");
        Perf data = twoEvents(LITTLE_ENDIAN);
        data.features.put(29, data.bytes().u32(1).u32(1).u64(5, 6).array());
        assertThat(data.read(folder).capture.clock).isEqualTo("mono");
    }

    @Test
    void anotherCompressionIsRefused() {
        Perf perf = twoEvents(LITTLE_ENDIAN);
        perf.features.put(27, perf.bytes().u32(1).u32(2).u32(1).u32(10).u32(0).array());
        assertThatThrownBy(() -> perf.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("compressed by method 2");
    }

    @Test
    void eventsOfDifferentLayoutsWithoutIdsAreRefused() {
        Perf perf = new Perf(LITTLE_ENDIAN).attr(2, Perf.FAULT, Perf.TIME | Perf.RAW, 1);
        perf.attr(2, Perf.DONE, Perf.TIME | Perf.TID | Perf.RAW, 2);
        assertThatThrownBy(() -> perf.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("different layouts");
    }

    @Test
    void aDamagedTableOfEventsIsTold() {
        byte[] file = twoEvents(LITTLE_ENDIAN).file();
        Arrays.fill(file, 24, 32, (byte) 0x7f);
        assertThatThrownBy(() -> ReadCapture.of(folder, file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the table of events");
    }

    @Test
    void aDirectoryWithOneFileIsReadAndOneOfThreadsRefused() throws IOException {
        Files.write(folder.resolve("data"), twoEvents(LITTLE_ENDIAN).file());
        Files.createDirectory(folder.resolve("kcore_dir"));
        assertThat(ReadCapture.of(folder).lines()).isEqualTo(TWO_EVENTS);
        Files.write(folder.resolve("data.0"), new byte[0]);
        assertThatThrownBy(() -> ReadCapture.of(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--threads")
                .hasMessageContaining("perf script --ns");
    }

    @Test
    void readingCanBeStopped() throws IOException {
        Path file = folder.resolve("perf.data");
        Files.write(file, twoEvents(LITTLE_ENDIAN).file());
        Input input = Input.open(file.toString());
        input.stop();
        ReadCapture read = ReadCapture.of(input);
        assertThat(read.lines()).isEmpty();
        Files.write(file, twoEvents(LITTLE_ENDIAN).pipe());
        Input pipe = Input.open(file.toString());
        pipe.stop();
        assertThat(ReadCapture.of(pipe).lines()).isEmpty();
        assertThat(read.capture.warnings()).containsExactly("reading was stopped before the end");
    }
}
