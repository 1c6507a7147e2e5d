package io.daxtrace.parsers.histtrigger;

import static io.daxtrace.parsers.histogram.HistogramInput.rows;
import static io.daxtrace.parsers.histogram.HistogramInput.triples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.histogram.HistogramInput;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class HistTriggerReaderTest {
    private static String trigger(String keys, int hits, int dropped, String... rows) {
        return "# event histogram\n#\n# trigger info: hist:keys=" + keys
                + ":vals=hitcount:sort=hitcount:size=2048:clock=global [active]\n#\n\n" + String.join("\n", rows)
                + "\n\nTotals:\n    Hits: " + hits + "\n    Entries: " + rows.length + "\n    Dropped: " + dropped
                + "\n";
    }

    @Test
    void realFilesRoundUpToPowersOfTwo() throws IOException {
        HistogramInput ext4 = HistogramInput.ofSample("hist-trigger-6.1.txt");
        assertThat(rows(ext4.get("lat.log2")))
                .isDeepEqualTo(triples(
                        1, 257, 513, 19, 513, 1025, 12, 1025, 2049, 11, 2049, 4097, 75, 4097, 8193, 102, 8193, 16385,
                        34, 16385, 32769, 2, 65537, 131073, 1));
        assertThat(ext4.get("lat.log2").count()).isEqualTo(256);
        assertThat(ext4.capture().warnings()).containsExactly("\"lat\": the unit is not in the name: read as ns");

        HistogramInput xfs = HistogramInput.ofSample("hist-trigger-7.2.txt");
        assertThat(rows(xfs.get("lat.log2")))
                .isDeepEqualTo(triples(1, 257, 513, 187, 513, 1025, 62, 1025, 2049, 6, 2049, 4097, 1));
        assertThat(xfs.get("lat.log2").count()).isEqualTo(256);
    }

    @Test
    void theUserMaySayTheUnit() throws IOException {
        Capture told = new Capture("t");
        told.unitOfNamelessNumbers = 1000;
        HistogramInput read =
                HistogramInput.of("t", Files.readAllBytes(HistogramInput.sample("hist-trigger-7.2.txt")), told);

        assertThat(read.get("lat.log2").lo(0)).isEqualTo(257_000);
        assertThat(read.get("lat.log2").hi(0)).isEqualTo(513_000);
        assertThat(told.warnings()).isEmpty();
        assertThat(told.resolution).isEqualTo(1000);
    }

    @Test
    void rowsInAnyOrderAndBothKindsOfBuckets() throws IOException {
        HistogramInput log2 = HistogramInput.of(trigger(
                "lat_us.log2",
                6,
                0,
                "{ lat_us: ~ 2^1  } hitcount:          1",
                "{ lat_us: ~ 2^0  } hitcount:          2",
                "{ lat_us: ~ 2^2  } hitcount:          3"));
        assertThat(rows(log2.get("lat_us.log2"))).isDeepEqualTo(triples(1000, 0, 2, 2, 2, 3, 1, 3, 5, 3));

        HistogramInput linear =
                HistogramInput.of(trigger("lat.buckets=4", 5, 0, "{ lat: ~ 4-7 } hitcount:          5"));
        assertThat(rows(linear.get("lat.buckets=4"))).isDeepEqualTo(triples(1, 4, 8, 5));
    }

    @Test
    void otherKeysMakeGroupsEvenWithHostileNames() throws IOException {
        HistogramInput read = HistogramInput.of(trigger(
                "common_pid.execname,lat_ns.log2",
                7,
                0,
                "{ common_pid: ms4k            [       171], lat_ns: ~ 2^3  } hitcount:          1",
                "{ common_pid: x, lat_ns: ~ 2^9 [        17], lat_ns: ~ 2^4  } hitcount:          2",
                "{ common_pid: ms4k            [       171], lat_ns: ~ 2^5  } hitcount:          4  (%): 3.2  ###"));

        assertThat(read.found())
                .containsOnlyKeys(
                        "lat_ns.log2[common_pid=ms4k [171]]", "lat_ns.log2[common_pid=x, lat_ns: ~ 2^9 [17]]");
        assertThat(rows(read.get("lat_ns.log2[common_pid=ms4k [171]]"))).isDeepEqualTo(triples(1, 5, 9, 1, 17, 33, 4));
        assertThat(rows(read.get("lat_ns.log2[common_pid=x, lat_ns: ~ 2^9 [17]]")))
                .isDeepEqualTo(triples(1, 9, 17, 2));
    }

    @Test
    void microsecondsOfTheTriggersOwnText() throws IOException {
        HistogramInput read = HistogramInput.of(
                trigger("common_timestamp.usecs.log2", 1, 0, "{ common_timestamp: ~ 2^1  } hitcount:          1"));

        assertThat(read.found().values().iterator().next().lo(0)).isEqualTo(2000);
    }

    @Test
    void droppedHitsAreLoss() throws IOException {
        HistogramInput read =
                HistogramInput.of(trigger("lat_ns.log2", 1, 12, "{ lat_ns: ~ 2^3  } hitcount:          1"));

        assertThat(read.capture().loss().mapFull).isEqualTo(12);
    }

    @Test
    void severalInOneFile() throws IOException {
        String one = trigger("lat_ns.log2", 1, 0, "{ lat_ns: ~ 2^3  } hitcount:          1");
        HistogramInput read = HistogramInput.of(one + "\n\n" + one.replace("lat_ns", "lat_us"));

        assertThat(read.found()).containsOnlyKeys("lat_ns.log2", "lat_us.log2");
    }

    @Test
    void missingRowsAndTotals() throws IOException {
        String whole = Files.readString(HistogramInput.sample("hist-trigger-6.1.txt"));
        bad(whole.replace("{ lat: ~ 2^13 } hitcount:        102\n", ""), "7 rows, its totals say 8");
        bad(whole.substring(0, whole.indexOf("Totals")), "no totals");
        bad(whole.replace("2^13", "2^x"), "line 10: a row that is not");
        bad(whole.replace(": ~ 2^13", ": ~ 2^12"), "overlaps");
        bad(whole.replace(":        102", ":        103"), "the rows count 257 hits, the totals say 256");
        bad(whole.replace(": ~ 2^", ": "), "with one key of .log2 or .buckets");
        HistogramInput live = HistogramInput.of(whole.replace("Hits: 256", "Hits: 260"));
        assertThat(live.capture().truncated).isTrue();
        assertThat(live.get("lat.log2").count()).isEqualTo(256);
    }

    private static void bad(String text, String message) {
        assertThatThrownBy(() -> HistogramInput.of(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }
}
