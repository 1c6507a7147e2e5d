package io.daxtrace.parsers.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.event.BadInputException;
import io.daxtrace.fixtures.CaptureFiles;
import io.daxtrace.fixtures.Damage;
import io.daxtrace.fixtures.ReadCapture;
import io.daxtrace.fixtures.Seen;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that were cut, changed, quoted or coloured on their way. */
class DamagedTextTest {
    @Test
    void aCorruptLineInTheMiddleIsNamed() throws IOException {
        ReadCapture recording =
                ReadCapture.of("cpus=2\n" + good(1) + good(2).replace("2.000000", "2.0x0000") + good(3) + "rubbish\n");
        assertThat(recording.events).hasSize(2);
        assertThat(recording.capture.truncated).isTrue();
        assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("2 lines") && w.contains("3, 5"));
    }

    @Test
    void aDamagedBodyIsNamed() throws IOException {
        String body = "dax_pte_fault_done: dev 259:0 ino 0xe shared 0xa55 address 0x7000 pgoff 0x6 ";
        for (String result : List.of("0x20z4", "MAJOR|NEEDDSYNK", "0x4 0x2000", "0x112345678")) {
            ReadCapture recording = ReadCapture.of(
                    "cpus=2\n" + good(1) + "            ms4k-173   [000]    2.000000: " + body + result + "\n");
            assertThat(recording.events).hasSize(1);
            assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("number 3") && w.contains("damaged"));
            assertThat(recording.capture.eventCounts()).containsEntry("fs_dax:dax_pte_fault_done", 1L);
        }
    }

    @Test
    void nothingThatMatchesIsAnError() {
        assertThatThrownBy(() -> ReadCapture.of("# tracer: nop\n#\nfoo \u001b[31mbar\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("foo bar");
    }

    @Test
    void anEmptyTraceIsAResult() throws IOException {
        ReadCapture recording =
                ReadCapture.of("# tracer: nop\n#\n# entries-in-buffer/entries-written: 0/0   #P:2\n#\n");
        assertThat(recording.events).isEmpty();
        assertThat(recording.capture.truncated).isFalse();
        assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("no event"));
    }

    @Test
    void anUnfinishedLastLineIsNotTrusted() throws IOException {
        String whole = "cpus=2\n" + good(1)
                + "            ms4k-173   [000]    2.000000: dax_iomap_fault_ret:  (ffffffffa25d94f0 <- ffffffffc04de8e1)"
                + " ret=0x2004\n";
        assertThat(ReadCapture.of(whole).events).hasSize(2);
        ReadCapture cut = ReadCapture.of(whole.substring(0, whole.length() - 3));
        assertThat(cut.events).hasSize(1);
        assertThat(cut.capture.truncated).isTrue();
    }

    @Test
    void timesThatRunBackwardsAreCounted() throws IOException {
        StringBuilder text = new StringBuilder("cpus=2\n" + good(2) + good(1));
        for (int i = 3; i < 40; i++) {
            text.append(good(i));
        }
        ReadCapture recording = ReadCapture.of(text.toString());
        assertThat(recording.events).hasSize(39);
        assertThat(recording.capture.truncated).isFalse();
        assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("number 3") && w.contains("back in time"));
    }

    @Test
    void differencesAreNoTimes() throws IOException {
        ReadCapture recording = ReadCapture.of("cpus=2\n" + good(2) + good(1) + good(3));
        assertThat(recording.capture.truncated).isTrue();
        assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("--deltatime"));
    }

    @Test
    void clocksWithoutSecondsGiveNoTime() throws IOException {
        assertThatThrownBy(
                        () -> ReadCapture.of(
                                "cpus=2\n            ms4k-173   [000]    123456789: dax_iomap_fault:      (ffffffffa25d94f0)\n"))
                .isInstanceOf(BadInputException.class);
        ReadCapture recording = ReadCapture.of("cpus=2\n" + good(1)
                + "            ms4k-173   [000]    123456789: dax_iomap_fault:      (ffffffffa25d94f0)\n");
        assertThat(recording.events).hasSize(1);
        assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("not in seconds"));
    }

    @Test
    void longLinesAreLeftOut() throws IOException {
        for (int length : new int[] {70_000, 3 << 20}) {
            ReadCapture recording =
                    ReadCapture.of("cpus=2\n" + good(1) + "x".repeat(length) + "\n" + good(2) + good(3));
            assertThat(recording.events).hasSize(3);
            assertThat(recording.capture.truncated).isTrue();
            assertThat(recording.capture.warnings()).anyMatch(w -> w.contains("number 3") && w.contains("64 KiB"));
        }
    }

    @Test
    void manyBlocksKeepTheirOrder() throws IOException {
        StringBuilder text = new StringBuilder("cpus=2\n");
        for (int i = 0; i < 60_000; i++) {
            text.append(good(i));
        }
        ReadCapture recording = ReadCapture.of(text.toString());
        assertThat(recording.events).hasSize(60_000);
        String comm = recording.events.get(0).comm();
        for (int i = 0; i < 60_000; i++) {
            assertThat(recording.events.get(i).time()).isEqualTo(i * 1_000_000_000L);
            assertThat(recording.events.get(i).comm()).isSameAs(comm);
        }
        assertThat(recording.capture.warnings()).isEmpty();
    }

    @Test
    void quotedColouredAndFromWindows() throws IOException {
        byte[] plain = CaptureFiles.bytes("text/report-raw-ns.txt.gz");
        String text = new String(plain, UTF_8);
        List<Seen> expected = ReadCapture.of(plain).events;
        List<String> dressed = List.of(
                "\ufeff" + text,
                text.replace("\n", "\r\n"),
                text.replaceAll("(?m)^", "> "),
                text.replaceAll("(?m)^", "> > "),
                text.replaceAll("(?m)^", ">>"),
                text.replace("dax_pte_fault", "\u001b[01;31m\u001b[Kdax_pte_fault\u001b[m\u001b[K"),
                "Script started on 2026-11-23 05:47:44+00:00\n" + text + "Script done on 2026-11-23\n",
                "Hello,\nhere it is:\n\n" + text);
        for (String one : dressed) {
            ReadCapture recording = ReadCapture.of(one);
            assertThat(recording.events).isEqualTo(expected);
            assertThat(recording.capture.truncated).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftrace.txt", "report-raw-ns.txt.gz", "perf-script.txt.gz", "function_graph.txt.gz"})
    void anyCutGivesTheBeginning(String name) throws IOException {
        byte[] whole = CaptureFiles.bytes("text/" + name);
        List<Seen> expected = ReadCapture.of(whole).events;
        Damage.Reader reader = cut -> {
            List<Seen> events = ReadCapture.of(cut).events;
            assertThat(events).isEqualTo(expected.subList(0, events.size()));
        };
        Damage.cut(whole, 170, reader, DamagedTextTest::namesTheInput);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftrace.txt",
                "ftrace-latency-format.txt.gz",
                "report.txt.gz",
                "report-raw-ns.txt.gz",
                "perf-script.txt.gz",
                "function_graph.txt.gz"
            })
    void anyChangeGivesAResultOrAnError(String name) throws IOException {
        byte[] whole = Arrays.copyOf(CaptureFiles.bytes("text/" + name), 8_000);
        Damage.change(whole, 700, ReadCapture::of, DamagedTextTest::namesTheInput);
    }

    private static void namesTheInput(BadInputException refusal) {
        assertThat(refusal.getMessage()).startsWith("test");
    }

    private static String good(int seconds) {
        return "            ms4k-173   [000]    " + seconds + ".000000: dax_iomap_fault:      (ffffffffa25d94f0)\n";
    }
}
