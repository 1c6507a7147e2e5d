package io.daxtrace.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.EventKind;
import io.daxtrace.fixtures.CaptureFiles;
import io.daxtrace.fixtures.ReadCapture;
import io.daxtrace.fixtures.Seen;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events of one recording, through all the texts that tools make of it. */
class TextEventsTest {
    @Test
    void rawReportGivesWhatRegularExpressionsFind() throws IOException {
        for (String name : List.of("report-raw-ns.txt.gz", "report-raw-ns-7.2.txt.gz")) {
            ReadCapture recording = ReadCapture.of(CaptureFiles.sample("text/" + name));
            assertThat(recording.events).isEqualTo(RawReportOracle.events(CaptureFiles.bytes("text/" + name)));
            assertThat(recording.capture.format).isEqualTo("trace-cmd report text");
            assertThat(recording.capture.resolution).isEqualTo(1);
        }
    }

    @Test
    void formattedReportGivesTheSameButVmFlags() throws IOException {
        List<Seen> raw = RawReportOracle.events(CaptureFiles.bytes("text/report-raw-ns.txt.gz"));
        ReadCapture nanoseconds = ReadCapture.of(CaptureFiles.sample("text/report-ns.txt.gz"));
        assertThat(nanoseconds.events)
                .isEqualTo(raw.stream().map(Seen::withoutVmFlags).toList());
        ReadCapture microseconds = ReadCapture.of(CaptureFiles.sample("text/report.txt.gz"));
        assertThat(microseconds.events)
                .isEqualTo(raw.stream()
                        .map(Seen::withoutVmFlags)
                        .map(e -> e.at((e.time() + 500) / 1000 * 1000))
                        .toList());
        assertThat(microseconds.capture.resolution).isEqualTo(1000);
    }

    @Test
    void perfScriptCutsTimesToMicroseconds() throws IOException {
        ReadCapture nanoseconds = ReadCapture.of(CaptureFiles.sample("text/perf-script-ns.txt.gz"));
        ReadCapture microseconds = ReadCapture.of(CaptureFiles.sample("text/perf-script.txt.gz"));
        assertThat(nanoseconds.capture.format).isEqualTo("perf script text");
        assertThat(microseconds.events)
                .isEqualTo(nanoseconds.events.stream()
                        .map(e -> e.at(e.time() / 1000 * 1000))
                        .toList());
        assertThat(nanoseconds.capture.resolution).isEqualTo(1);
        assertThat(microseconds.capture.resolution).isEqualTo(1000);
    }

    @Test
    void latencyFormatDiffersByAConstantAndRounding() throws IOException {
        ReadCapture plain = ReadCapture.of(CaptureFiles.sample("text/ftrace.txt"));
        ReadCapture latency = ReadCapture.of(CaptureFiles.sample("text/ftrace-latency-format.txt.gz"));
        // the samples are cut at different lines
        List<Seen> expected = plain.events.subList(0, latency.events.size());
        long offset = expected.get(0).time() - latency.events.get(0).time();
        for (int i = 0; i < expected.size(); i++) {
            Seen event = latency.events.get(i);
            assertThat(event.at(0)).isEqualTo(expected.get(i).at(0));
            // two stamps, each rounded to microseconds from another zero
            assertThat(event.time() + offset)
                    .isBetween(expected.get(i).time() - 1000, expected.get(i).time() + 1000);
        }
        assertThat(latency.capture.kernel).isEqualTo("6.1.0-56-amd64");
        assertThat(latency.capture.resolution).isEqualTo(1000);
        assertThat(latency.capture.warnings()).anyMatch(w -> w.contains("names of threads"));
    }

    @Test
    void kernelTextDecodesNamesAndSymbols() throws IOException {
        // by eye from lines 13 to 25 of the file
        List<Seen> events = ReadCapture.of(CaptureFiles.sample("text/ftrace.txt")).events;
        assertThat(events.subList(0, 13))
                .extracting(Seen::kind)
                .containsExactly(
                        EventKind.FUNCTION_ENTRY,
                        EventKind.DAX_PMD_FAULT,
                        EventKind.DAX_PMD_FAULT_DONE,
                        EventKind.FUNCTION_RETURN,
                        EventKind.FUNCTION_ENTRY,
                        EventKind.DAX_PTE_FAULT,
                        EventKind.DAX_PTE_FAULT_DONE,
                        EventKind.FUNCTION_RETURN,
                        EventKind.FUNCTION_ENTRY,
                        EventKind.FUNCTION_ENTRY,
                        EventKind.FUNCTION_RETURN,
                        EventKind.DAX_INSERT_PFN_MKWRITE,
                        EventKind.FUNCTION_RETURN);
        assertThat(events.get(1).faultFlags()).isEqualTo(0x255);
        assertThat(events.get(1).result()).isZero();
        assertThat(events.get(1).resultKnown()).isTrue();
        assertThat(events.get(2).result()).isEqualTo(0x800);
        assertThat(events.get(3).result()).isEqualTo(0x800);
        assertThat(events.get(6).result()).isEqualTo(0x2004);
        assertThat(events.get(6).ino()).isEqualTo(0x17);
        assertThat(events.get(6).dev()).isEqualTo((259L << 20) + 1);
        assertThat(events.get(6).address()).isEqualTo(0x7f6538401000L);
        assertThat(events.get(9).end()).isEqualTo(4095);
        assertThat(events.get(9).datasync()).isEqualTo(1);
        assertThat(events.get(11).result()).isEqualTo(0x100);
        assertThat(events.get(12).result()).isEqualTo(0x100);
        assertThat(events.get(12).time()).isEqualTo(147_504_062_000L);
    }
}
