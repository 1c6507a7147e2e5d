package io.daxtrace.parsers.funcgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.fixtures.CaptureFiles;
import io.daxtrace.fixtures.ReadCapture;
import io.daxtrace.fixtures.ReadCapture.Loss;
import io.daxtrace.fixtures.Seen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionGraphTextTest {
    private static final String HEADER = "# tracer: function_graph\n#\n";

    /** Durations by a regular expression: depth 1 is dax_iomap_fault or dax_finish_sync_fault, depth 2 vfs_fsync_range. */
    @Test
    void realCaptureGivesTheDurationsItPrints() throws IOException {
        String text = new String(CaptureFiles.bytes("text/function_graph.txt.gz"), StandardCharsets.UTF_8);
        Pattern end = Pattern.compile("([0-9]+)\\.([0-9]+) us +\\|( +)}");
        Pattern entry = Pattern.compile("\\|( +)(dax_iomap_fault|dax_finish_sync_fault|vfs_fsync_range)\\(\\) \\{");
        Pattern leaf = Pattern.compile(
                "([0-9]+)\\.([0-9]+) us +\\| +(ext4_sync_file|grab_mapping_entry)(?: \\[ext4])?\\(\\);");
        List<Object> expected = new ArrayList<>();
        String[] open = new String[99];
        for (String line : text.split("\n")) {
            Matcher m = entry.matcher(line);
            if (m.find()) {
                open[m.group(1).length()] = m.group(2);
                expected.add(m.group(2) + " entered");
            }
            m = leaf.matcher(line);
            if (m.find()) {
                expected.add(m.group(3) + " entered");
                expected.add(m.group(3) + " " + nanoseconds(m));
            }
            m = end.matcher(line);
            if (m.find() && open[m.group(3).length()] != null) {
                expected.add(open[m.group(3).length()] + " " + nanoseconds(m));
                open[m.group(3).length()] = null;
            }
        }
        ReadCapture recording = ReadCapture.of(CaptureFiles.sample("text/function_graph.txt.gz"));
        assertThat(recording.events.stream()
                        .map(e -> e.function().symbol()
                                + (e.kind() == EventKind.FUNCTION_ENTRY ? " entered" : " " + e.duration()))
                        .toList())
                .isEqualTo(expected);
        assertThat(recording.events).allMatch(e -> e.tid() == 273 && e.comm().equals("ms4k") && e.cpu() >= 0);
        assertThat(recording.capture.format).isEqualTo("function_graph text");
        assertThat(recording.capture.resolution).isEqualTo(1000);
        assertThat(recording.capture.truncated).isFalse();
        // by eye: the first two lines with dax_iomap_fault's braces
        assertThat(recording.events.get(0).time()).isEqualTo(168_247_305_000L);
        assertThat(recording.events.get(1).duration()).isEqualTo(644_848);
        assertThat(recording.events.get(1).time()).isEqualTo(168_247_949_848L);
    }

    private static long nanoseconds(Matcher m) {
        return Long.parseLong(m.group(1)) * 1000 + Long.parseLong((m.group(2) + "00").substring(0, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0.123; 123",
                "1.5; 1500",
                "999.999; 999999",
                "1837.709; 1837709",
                "33998.59; 33998590",
                "119760.2; 119760200",
                "3594274; 3594274000"
            })
    void durationsHaveSevenDigitsAtMost(String printed, long nanoseconds) throws IOException {
        ReadCapture recording = ReadCapture.of(HEADER + " 0)   " + printed + " us    |  dax_iomap_fault();\n");
        assertThat(recording.events)
                .extracting(Seen::kind, Seen::time, Seen::duration)
                .containsExactly(
                        tuple(EventKind.FUNCTION_ENTRY, -1L, -1L), tuple(EventKind.FUNCTION_RETURN, -1L, nanoseconds));
        assertThat(recording.capture.resolution).isEqualTo(1);
        assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("no absolute time"));
    }

    @Test
    void everySetOfColumns() throws IOException {
        String call = " |  vfs_fsync_range() {\n";
        for (String columns : List.of(
                " 12)              ",
                "   12.000345 |   12)              ",
                "      345 us |   12)              ",
                "   12.000345 |   12)    ms4k-273    |               ",
                "   12.000345 |   12)    ms4k-273    |  d..1. |               ",
                " 12)    ms4k-273    |               ")) {
            Seen event = ReadCapture.of(HEADER + columns + call).only();
            assertThat(event.cpu()).isEqualTo(12);
            assertThat(event.tid()).isEqualTo(columns.contains("273") ? 273 : -13);
            assertThat(event.time())
                    .isEqualTo(columns.contains("12.0") ? 12_000_345_000L : columns.contains("345 us") ? 345_000 : -1);
            assertThat(event.function()).isEqualTo(KernelFunction.VFS_FSYNC_RANGE);
        }
    }

    @Test
    void callsAreFollowedByTaskAndCpu() throws IOException {
        ReadCapture recording = ReadCapture.of(HEADER
                + " 0)               |  dax_iomap_fault() {\n"
                + " 1)               |  dax_iomap_fault() {\n"
                + " 0)               |    foo.constprop.0() {\n"
                + " 0)   1.000 us    |    } /* foo */\n"
                + " 1)   2.000 us    |  }\n"
                + " 0)   ==========> |\n"
                + " 0)               |  irq() {\n"
                + " 0)   <========== |\n"
                + " ------------------------------------------\n"
                + " 0)    ms4k-273    =>   other-300  \n"
                + " ------------------------------------------\n\n"
                + " 0)               |  dax_iomap_fault.isra.0() {\n"
                + " 0) + 30.000 us   |  } /* dax_iomap_fault.isra.0 */\n");
        assertThat(recording.events)
                .extracting(Seen::kind, Seen::cpu, Seen::tid, Seen::comm, Seen::duration)
                .containsExactly(
                        tuple(EventKind.FUNCTION_ENTRY, 0, -1, null, -1L),
                        tuple(EventKind.FUNCTION_ENTRY, 1, -2, null, -1L),
                        tuple(EventKind.FUNCTION_RETURN, 1, -2, null, 2000L),
                        tuple(EventKind.FUNCTION_ENTRY, 0, 300, "other", -1L),
                        tuple(EventKind.FUNCTION_RETURN, 0, 300, "other", 30_000L));
        assertThat(recording.capture.truncated).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.000 us    |  } /* dax_iomap_fault = 0x2004 */; 8196",
                "1.000 us    |  } /* dax_iomap_fault ret=0x2004 */; 8196",
                "1.000 us    |  }  /* = 0x2004 */; 8196",
                "1.000 us    |  } /* dax_iomap_fault <-ext4_dax_huge_fault+0x1/0x2 ret=0x2004 */; 8196",
                "1.000 us    |  } /* dax_iomap_fault() */; ",
                "1.000 us    |  }; "
            })
    void returnValues(String end, Long result) throws IOException {
        ReadCapture recording =
                ReadCapture.of(HEADER + "  1.000001 |   0)               |  dax_iomap_fault(vmf=0xff, o=0x0) {\n"
                        + "  1.000002 |   0)   " + end + "\n");
        assertThat(recording.events).hasSize(2);
        assertThat(recording.events.get(1).resultKnown()).isEqualTo(result != null);
        assertThat(recording.events.get(1).result()).isEqualTo(result == null ? 0 : result);
        assertThat(recording.events.get(1).time()).isEqualTo(1_000_002_000L);
    }

    @Test
    void aLeafIsAnEntryAndAReturn() throws IOException {
        ReadCapture recording =
                ReadCapture.of(HEADER + "  1.000001 |   0)   1.250 us    |  ext4_sync_file [ext4](); /* = -5 */\n");
        assertThat(recording.events)
                .extracting(Seen::kind, Seen::function, Seen::time, Seen::duration, Seen::result)
                .containsExactly(
                        tuple(
                                EventKind.FUNCTION_ENTRY,
                                KernelFunction.ofSymbol("ext4_sync_file"),
                                1_000_001_000L,
                                -1L,
                                0L),
                        tuple(
                                EventKind.FUNCTION_RETURN,
                                KernelFunction.ofSymbol("ext4_sync_file"),
                                1_000_002_250L,
                                1250L,
                                -5L));
        assertThat(recording.events.get(0).resultKnown()).isFalse();
    }

    @Test
    void lostEntriesAndReturns() throws IOException {
        ReadCapture recording = ReadCapture.of(HEADER
                + "  1.000001 |   0)   1.000 us    |    } /* vfs_fsync_range */\n"
                + "  1.000002 |   0)               |  dax_iomap_fault() {\n"
                + "CPU:0 [LOST 7 EVENTS]\n"
                + "  1.000009 |   0)   2.000 us    |  }\n"
                + "  1.000010 |   0)               |  dax_finish_sync_fault() {\n"
                + "  1.000011 |   0)               |  dax_iomap_fault() {\n"
                + "  1.000019 |   0)   3.000 us    |  }\n");
        assertThat(recording.events)
                .extracting(Seen::kind, Seen::function, Seen::time)
                .containsExactly(
                        tuple(EventKind.FUNCTION_RETURN, KernelFunction.VFS_FSYNC_RANGE, 1_000_001_000L),
                        tuple(EventKind.FUNCTION_ENTRY, KernelFunction.DAX_IOMAP_FAULT, 1_000_002_000L),
                        tuple(EventKind.FUNCTION_ENTRY, KernelFunction.DAX_FINISH_SYNC_FAULT, 1_000_010_000L),
                        tuple(EventKind.FUNCTION_ENTRY, KernelFunction.DAX_IOMAP_FAULT, 1_000_011_000L),
                        tuple(EventKind.FUNCTION_RETURN, KernelFunction.DAX_IOMAP_FAULT, 1_000_014_000L));
        assertThat(recording.losses).containsExactly(new Loss(0, 7, 2));
    }

    @Test
    void eventsAmongTheCallsAndPipesWithoutHeader() throws IOException {
        ReadCapture recording = ReadCapture.of("  1.000001 |   0)               |  dax_iomap_fault() {\n"
                + "  1.000002 |   0)               |    /* dax_pte_fault: dev 259:0 ino 0xe shared WRITE address 0x7000 pgoff"
                + " 0x6  */\n"
                + "  1.000003 |   0)               |    /* sched_stat_runtime: comm=x pid=1 */\n"
                + "  1.000004 |   0)   3.000 us    |  }\n");
        assertThat(recording.events)
                .extracting(Seen::kind)
                .containsExactly(EventKind.FUNCTION_ENTRY, EventKind.DAX_PTE_FAULT, EventKind.FUNCTION_RETURN);
        assertThat(recording.events).allMatch(e -> e.tid() == -1);
        assertThat(recording.capture.eventCounts())
                .containsEntry("sched_stat_runtime", 1L)
                .containsEntry("fs_dax:dax_pte_fault", 1L);
    }
}
