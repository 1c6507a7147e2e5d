package io.daxtrace.parsers.bpftrace;

import static io.daxtrace.distribution.Distribution.OPEN;
import static io.daxtrace.distribution.Distribution.OPEN_BELOW;
import static io.daxtrace.parsers.histogram.HistogramInput.rows;
import static io.daxtrace.parsers.histogram.HistogramInput.triples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.histogram.HistogramInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MapReaderTest {
    private static final String BAR = " |@@@@@                                               |\n";

    @Test
    void realTextHoldsTheProgramsHistogramAndTheMaps() throws IOException {
        HistogramInput read = HistogramInput.ofSample("bpftrace.txt");

        assertThat(read.found())
                .containsOnlyKeys("histogram", "@fault_us[2048]", "@fault_us[8196]", "@fsync_lin_us", "@fsync_us");
        assertThat(read.capture().format).isEqualTo("posting, bpftrace text");
        Distribution program = read.get("histogram");
        assertThat(rows(program))
                .isDeepEqualTo(triples(
                        1000, 256, 512, 6, 512, 1024, 44, 1024, 2048, 32, 2048, 4096, 106, 4096, 8192, 146, 8192, 16384,
                        89, 16384, 32768, 61, 32768, 65536, 22, 65536, 131072, 6));
        assertThat(program.min()).isEqualTo(485_000);
        assertThat(program.max()).isEqualTo(126_321_000);
        assertThat(program.mean()).isEqualTo(10_332_000);
        assertThat(rows(read.get("@fault_us[2048]")))
                .isDeepEqualTo(triples(1000, 16, 32, 1, 32, 64, 0, 64, 128, 0, 128, 256, 0, 256, 512, 0, 512, 1024, 1));
        assertThat(rows(read.get("@fault_us[8196]")))
                .isDeepEqualTo(triples(
                        1000, 64, 128, 20, 128, 256, 153, 256, 512, 263, 512, 1024, 41, 1024, 2048, 11, 2048, 4096, 11,
                        4096, 8192, 6, 8192, 16384, 3, 16384, 32768, 2, 32768, 65536, 1, 65536, 131072, 1));
        assertThat(read.get("@fault_us[8196]").count()).isEqualTo(512);
        Distribution linear = read.get("@fsync_lin_us");
        assertThat(linear.buckets()).isEqualTo(16);
        assertThat(linear.lo(3)).isEqualTo(1_000_000);
        assertThat(linear.hi(3)).isEqualTo(1_250_000);
        assertThat(linear.count(3)).isEqualTo(7);
        assertThat(linear.lo(15)).isEqualTo(4_000_000);
        assertThat(linear.hi(15)).isEqualTo(OPEN);
        assertThat(linear.count(15)).isEqualTo(280);
        assertThat(linear.count()).isEqualTo(512);
        assertThat(read.get("@fsync_us").count()).isEqualTo(512);
        assertThat(read.capture().warnings()).hasSize(1).first().asString().contains("@fsync_by_comm[ms4k]");
        assertThat(read.capture().truncated).isFalse();
    }

    @Test
    void everyKindOfRow() throws IOException {
        HistogramInput read = HistogramInput.of("@a_ns: \n(..., 0)        1" + BAR + "[0]              2" + BAR
                + "[1]              3" + BAR + "[2, 4)           4" + BAR + "[1K, 1280)       5" + BAR
                + "[1M, 2M)         6" + BAR + "[1G, ...)        7" + BAR);

        assertThat(rows(read.get("@a_ns")))
                .isDeepEqualTo(triples(
                        1,
                        OPEN_BELOW,
                        0,
                        1,
                        0,
                        1,
                        2,
                        1,
                        2,
                        3,
                        2,
                        4,
                        4,
                        1024,
                        1280,
                        5,
                        1 << 20,
                        2 << 20,
                        6,
                        1 << 30,
                        OPEN,
                        7));
        assertThat(read.capture().warnings()).anyMatch(w -> w.contains("below 0"));
    }

    @Test
    void edgesBeyondAnyLatencyAreOpen() throws IOException {
        HistogramInput read = HistogramInput.of(
                "@a_us:\n[1, 2)           1" + BAR + "[2E, 4E)         4" + BAR + "[4E, 8E)         5" + BAR);

        assertThat(rows(read.get("@a_us"))).isDeepEqualTo(triples(1, 1000, 2000, 1, 1L << 62, OPEN, 9));
    }

    @Test
    void keysMayHoldAnything() throws IOException {
        HistogramInput read = HistogramInput.of(
                "@us[a]: b, ]: [1]:\n[4, 8)           1" + BAR + "\n@us[\u00fc\u202e]:\n[4, 8)           2" + BAR);

        assertThat(read.found()).containsOnlyKeys("@us[a]: b, ]: [1]", "@us[\u00fc\u202e]");
    }

    @Test
    void theUnitComesFromTheNameOrTheUser() throws IOException {
        String text = "@:\n[4, 8)           1" + BAR;
        HistogramInput silent = HistogramInput.of(text);
        assertThat(silent.get("@").lo(0)).isEqualTo(4);
        assertThat(silent.capture().warnings()).containsExactly("\"@\": the unit is not in the name: read as ns");

        Capture told = new Capture("t");
        told.unitOfNamelessNumbers = 1000;
        HistogramInput read = HistogramInput.of("t", text.getBytes(StandardCharsets.UTF_8), told);
        assertThat(read.get("@").lo(0)).isEqualTo(4000);
        assertThat(told.warnings()).isEmpty();

        assertThat(HistogramInput.of(text.replace("@:", "@usecs:"))
                        .get("@usecs")
                        .lo(0))
                .isEqualTo(4000);
        assertThat(HistogramInput.of(text.replace("@:", "@lat_ms:"))
                        .get("@lat_ms")
                        .lo(0))
                .isEqualTo(4_000_000);
    }

    @Test
    void statsWithAUnit() throws IOException {
        Distribution d = HistogramInput.of("@s_us[a]: count 512, average 9064, total 4640792\n")
                .get("@s_us[a]");

        assertThat(d.count()).isEqualTo(512);
        assertThat(d.sum()).isEqualTo(4_640_792_000L);
        assertThat(d.hi(0)).isEqualTo(OPEN);
    }

    @Test
    void damageSpoilsOneMapAndIsNamed() throws IOException {
        String text = Files.readString(HistogramInput.sample("bpftrace.txt"));
        HistogramInput read = HistogramInput.of(text.replace("[1K, 2K)              11", "[1K, 2K)              1x"));

        assertThat(read.found()).doesNotContainKey("@fault_us[8196]").containsKey("@fsync_us");
        assertThat(read.capture().truncated).isTrue();
        assertThat(read.capture().warnings())
                .anyMatch(w -> w.contains("line 28: a row is cut off or damaged") && w.contains("@fault_us[8196]"));
    }

    @Test
    void lossIsCounted() throws IOException {
        HistogramInput read = HistogramInput.of("@ns:\n[4, 8)           1" + BAR
                + "\nLost 17 events\nLost 3 events\nWARNING: Failed to map_update_elem: -7\n");

        assertThat(read.capture().loss().kernelDropped).isEqualTo(20);
        assertThat(read.capture().loss().mapFull).isEqualTo(1);
    }

    @Test
    void onlySingleValues() {
        assertThatThrownBy(() -> HistogramInput.of("@x: 5\n@y[1, 2]: 7\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2 bpftrace maps hold single values");
    }
}
