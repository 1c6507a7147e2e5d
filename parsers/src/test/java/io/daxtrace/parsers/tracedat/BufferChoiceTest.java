package io.daxtrace.parsers.tracedat;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.fixtures.ReadCapture;
import io.daxtrace.parsers.tracedat.TraceFile.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BufferChoiceTest {
    private static final String OTHER =
            SmallTraces.FORMAT.replace("dax_pte_fault_done", "dax_pte_fault").replace("961", "50");
    private static final String FOREIGN =
            SmallTraces.FORMAT.replace("dax_pte_fault_done", "x").replace("961", "51");

    @TempDir
    Path directory;

    private final TraceFile file = new TraceFile()
            .format("fs_dax", SmallTraces.FORMAT)
            .format("fs_dax", OTHER)
            .format("sched", FOREIGN);

    @Test
    void leavesInstancesOutWhenTheTopBufferHasEvents() throws IOException {
        file.top(Map.of(0, SmallTraces.page(1, 2)));
        file.buffers.add(new Buffer("copy", "global", Map.of(0, SmallTraces.page(1, 2))));

        expect(
                "only the top buffer was read; left out, because the same events may be there again:"
                        + " buffer instance \"copy\"",
                "1 cpu0",
                "2 cpu0");
    }

    @Test
    void readsTheInstanceWhenTheTopBufferHasNothingOfOurs() throws IOException {
        file.top(Map.of(0, page(51, 5)));
        file.buffers.add(new Buffer("dax", "global", Map.of(0, SmallTraces.page(1, 2))));
        file.buffers.add(new Buffer("sched", "global", Map.of(0, page(51, 8, 9))));

        ReadCapture seen = expect(
                "the top buffer holds no events of daxtrace's kinds; read instead: buffer instance \"dax\"; left out,"
                        + " because the same events may be there again: buffer instance \"sched\"",
                "1 cpu0",
                "2 cpu0");
        assertThat(seen.capture.eventCounts()).isEqualTo(Map.of("sched:x", 1L, "fs_dax:dax_pte_fault_done", 2L));
    }

    @Test
    void readsInstancesTogetherThatShareNoKind() throws IOException {
        file.top(Map.of());
        file.buffers.add(new Buffer("a", "global", Map.of(0, SmallTraces.page(1, 4))));
        file.buffers.add(new Buffer("b", "global", Map.of(0, page(50, 2))));

        expect(
                "the top buffer holds no events of daxtrace's kinds; read instead: buffer instance \"a\", buffer"
                        + " instance \"b\"",
                "1 cpu0",
                "2 cpu0",
                "4 cpu0");
    }

    @Test
    void readsTheFullestOfInstancesWithTheSameKinds() throws IOException {
        file.top(Map.of());
        file.buffers.add(new Buffer("a", "global", Map.of(0, SmallTraces.page(1))));
        file.buffers.add(new Buffer("b\u001b", "global", Map.of(0, SmallTraces.page(1, 2))));

        ReadCapture seen = ReadCapture.of(directory, file.v7(Compression.ZSTD));
        assertThat(seen.times()).containsExactly("1 cpu0", "2 cpu0");
        assertThat(seen.capture.eventCounts()).isEqualTo(Map.of("fs_dax:dax_pte_fault_done", 2L));
        assertThat(seen.capture.warnings())
                .singleElement()
                .asString()
                .contains("\\u001b")
                .doesNotContain("\u001b");
    }

    @Test
    void neverMergesDifferentClocks() throws IOException {
        file.top(Map.of());
        file.buffers.add(new Buffer("a", "global", Map.of(0, SmallTraces.page(1, 4))));
        file.buffers.add(new Buffer("b", "boot", Map.of(0, page(50, 2))));

        ReadCapture seen = ReadCapture.of(directory, file.v7(Compression.NONE));
        assertThat(seen.times()).containsExactly("1 cpu0", "4 cpu0");
        assertThat(seen.capture.clock).isEqualTo("global");
    }

    @Test
    void saysWhenNoBufferHasAnythingOfOurs() throws IOException {
        file.top(Map.of(0, page(51, 5)));
        file.buffers.add(new Buffer("a", "global", Map.of(0, page(51, 5))));

        expect("no buffer holds events of daxtrace's kinds: buffer instance \"a\"");
    }

    private ReadCapture expect(String warning, String... times) throws IOException {
        ReadCapture last = null;
        for (byte[] bytes : new byte[][] {file.v7(Compression.NONE), file.v7(Compression.ZSTD), file.v6()}) {
            last = ReadCapture.of(directory, bytes);
            assertThat(last.times()).containsExactly(times);
            assertThat(last.capture.warnings()).containsExactly(warning);
        }
        return last;
    }

    private static byte[] page(int id, long... times) {
        PageWriter pages = new PageWriter();
        for (long time : times) {
            byte[] record = SmallTraces.record(7, 1);
            record[0] = (byte) id;
            record[1] = 0;
            pages.event(time, record);
        }
        return pages.bytes();
    }
}
