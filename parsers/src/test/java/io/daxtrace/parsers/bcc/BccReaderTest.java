package io.daxtrace.parsers.bcc;

import static io.daxtrace.distribution.Distribution.OPEN;
import static io.daxtrace.distribution.Distribution.UNKNOWN;
import static io.daxtrace.parsers.histogram.HistogramInput.rows;
import static io.daxtrace.parsers.histogram.HistogramInput.triples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.BadInputException;
import io.daxtrace.parsers.histogram.HistogramInput;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class BccReaderTest {
    @Test
    void operationsOfExt4dist() throws IOException {
        HistogramInput read = HistogramInput.ofSample("bcc-ext4dist.txt");

        assertThat(read.found()).containsOnlyKeys("fsync", "open");
        assertThat(rows(read.get("fsync"))).isDeepEqualTo(triples(1000, 0, 2, 0, 2, 4, 0, 4, 8, 3, 8, 16, 1));
        assertThat(rows(read.get("open"))).isDeepEqualTo(triples(1000, 0, 2, 7, 2, 4, 2));
        assertThat(read.capture().warnings()).isEmpty();
        assertThat(read.capture().format).isEqualTo("bcc");
    }

    @Test
    void intervalsAreAdded() throws IOException {
        String interval = Files.readString(HistogramInput.sample("bcc-ext4dist.txt"));
        HistogramInput read = HistogramInput.of("12:00:01:\n" + interval + "12:00:02:\n"
                + interval.replace(
                        "         8 -> 15         : 1        |*************                           |\n", ""));

        assertThat(rows(read.get("fsync"))).isDeepEqualTo(triples(1000, 0, 2, 0, 2, 4, 0, 4, 8, 6, 8, 16, 1));
        assertThat(read.get("open").count()).isEqualTo(18);
    }

    @Test
    void functionLatencyHasItsSum() throws IOException {
        Distribution d = HistogramInput.ofSample("bcc-funclatency.txt").get("vfs_fsync_range");

        assertThat(d.count()).isEqualTo(5);
        assertThat(d.sum()).isEqualTo(2104);
        assertThat(d.sumError()).isZero();
        assertThat(d.lo(9)).isEqualTo(512);
        assertThat(d.hi(9)).isEqualTo(1024);
        assertThat(d.min()).isEqualTo(UNKNOWN);
    }

    @Test
    void aTotalThatCountsOtherwiseIsNotUsed() throws IOException {
        String text = Files.readString(HistogramInput.sample("bcc-funclatency.txt"));
        HistogramInput read = HistogramInput.of(text.replace("count: 5", "count: 6"));

        assertThat(read.get("vfs_fsync_range").sum()).isEqualTo(UNKNOWN);
        assertThat(read.capture().warnings()).anyMatch(w -> w.contains("the tool counted 6"));
    }

    @Test
    void theLastSlotOfALibbpfToolIsOpen() throws IOException {
        HistogramInput read = HistogramInput.ofSample("libbpf-funclatency.txt");

        assertThat(rows(read.get("vfs_fsync_range")))
                .isDeepEqualTo(triples(1, 1 << 22, 1 << 23, 2, 1 << 23, 1 << 24, 4, 1 << 24, OPEN, 1));
        String bcc = Files.readString(HistogramInput.sample("libbpf-funclatency.txt"))
                .replace("count    dist", "count     dist");
        assertThat(HistogramInput.of(bcc).get("vfs_fsync_range").hi(2)).isEqualTo(1 << 25);
    }

    @Test
    void functionsAndOtherSections() throws IOException {
        String rows =
                "\n     msecs               : count     distribution\n         0 -> 1          : 7        |****|\n";
        HistogramInput read = HistogramInput.of(
                "Function = b'ext4_sync_file'" + rows + "\ndisk = 'pmem0'" + rows + "\npid = 12" + rows);

        assertThat(read.found()).containsOnlyKeys("ext4_sync_file", "disk=pmem0", "pid=12");
        assertThat(read.get("pid=12").hi(0)).isEqualTo(2_000_000);
    }

    @Test
    void valuesThatAreNoTimesAreLeftOut() throws IOException {
        String kbytes =
                "     kbytes              : count     distribution\n         0 -> 1          : 7        |****|\n";
        assertThatThrownBy(() -> HistogramInput.of(kbytes))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no time");
        HistogramInput read = HistogramInput.of(kbytes + kbytes.replace("kbytes", "usecs"));
        assertThat(read.found()).containsOnlyKeys("histogram");
        assertThat(read.get("histogram").count()).isEqualTo(7);
    }

    @Test
    void linearAndWide() throws IOException {
        HistogramInput linear = HistogramInput.of(
                "     usecs         : count     distribution\n        0          : 4        |**|\n        7          : 5        |***|\n");
        assertThat(rows(linear.get("histogram"))).isDeepEqualTo(triples(1000, 0, 1, 4, 7, 8, 5));

        HistogramInput wide = HistogramInput.of("""
                               nsecs                         : count     distribution
                          4294967296 -> 8589934591           : 3        |********************|
                  9223372036854775808 -> 18446744073709551615 : 2        |****|
                """);
        assertThat(rows(wide.get("histogram"))).isDeepEqualTo(triples(1, 1L << 32, 1L << 33, 3, 1L << 62, OPEN, 2));
    }

    @Test
    void cutRowsSpoilTheHistogram() {
        String head = "     usecs               : count     distribution\n         0 -> 1          : 7        |****|\n";
        for (String rest : new String[] {
            "         2 -> 3          : 1", "         2 -", "         2 -> 3          : 0        |    |\n"
        }) {
            assertThatThrownBy(() -> HistogramInput.of(head + rest))
                    .as(rest)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("line 3");
        }
    }
}
