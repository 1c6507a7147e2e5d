package io.daxtrace.parsers.bpftrace;

import static io.daxtrace.distribution.Distribution.OPEN;
import static io.daxtrace.distribution.Distribution.OPEN_BELOW;
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

class JsonReaderTest {
    @Test
    void realLines() throws IOException {
        HistogramInput read = HistogramInput.ofSample("bpftrace.json");

        assertThat(read.found())
                .containsOnlyKeys("histogram", "@fault_us[2048]", "@fault_us[8196]", "@fsync_lin_us", "@fsync_us");
        assertThat(read.get("histogram").count()).isEqualTo(512);
        assertThat(rows(read.get("@fault_us[2048]"))).isDeepEqualTo(triples(1000, 32, 64, 1, 64, 128, 1));
        assertThat(rows(read.get("@fault_us[8196]")))
                .isDeepEqualTo(triples(
                        1000, 64, 128, 3, 128, 256, 117, 256, 512, 279, 512, 1024, 66, 1024, 2048, 15, 2048, 4096, 18,
                        4096, 8192, 9, 8192, 16384, 5));
        assertThat(rows(read.get("@fsync_us")))
                .isDeepEqualTo(triples(
                        1000, 256, 512, 16, 512, 1024, 30, 1024, 2048, 16, 2048, 4096, 108, 4096, 8192, 104, 8192,
                        16384, 113, 16384, 32768, 109, 32768, 65536, 15, 65536, 131072, 0, 131072, 262144, 1));
        Distribution linear = read.get("@fsync_lin_us");
        assertThat(linear.count()).isEqualTo(512);
        assertThat(linear.lo(15)).isEqualTo(4_000_000);
        assertThat(linear.hi(15)).isEqualTo(OPEN);
        assertThat(linear.count(15)).isEqualTo(352);
        assertThat(read.capture().format).isEqualTo("bpftrace JSON, posting");
    }

    @Test
    void openEndsAndIntegersInStrings() throws IOException {
        HistogramInput read = HistogramInput.of("""
                {"type":"hist","data":{"@ns":[{"max":-1,"count":2},{"min":"0","max":"9007199254740993","count":"3"},\
                {"min":9007199254740994,"count":4}]}}
                """);

        assertThat(rows(read.get("@ns")))
                .isDeepEqualTo(triples(1, OPEN_BELOW, 0, 2, 0, 9007199254740994L, 3, 9007199254740994L, OPEN, 4));
    }

    @Test
    void boundsCutTo32BitsAreRebuilt() throws IOException {
        HistogramInput read = HistogramInput.of("""
                {"type": "hist", "data": {"@lat_ns": [{"min": 536870912, "max": 1073741823, "count": 1}, \
                {"min": 1073741824, "max": 2147483647, "count": 2}, {"min": -2147483648, "max": 0, "count": 3}, \
                {"min": 1, "max": 1, "count": 4}, {"min": 2, "max": 3, "count": 5}]}}
                """);

        assertThat(rows(read.get("@lat_ns")))
                .isDeepEqualTo(triples(
                        1, 1L << 29, 1L << 30, 1, 1L << 30, 1L << 31, 2, 1L << 31, 1L << 32, 3, 1L << 32, 1L << 33, 4,
                        1L << 33, 1L << 34, 5));
        assertThat(read.capture().warnings()).anyMatch(w -> w.contains("cut to 32 bits"));
    }

    @Test
    void statsByKeyAndAlone() throws IOException {
        HistogramInput read = HistogramInput.of("""
                {"type": "stats", "data": {"@us": {"a,b": {"count": 2, "average": 3, "total": 7}}}}
                {"type": "stats", "data": {"@all_us": {"count": 5, "average": 1, "total": 9}}}
                """);

        assertThat(read.get("@us[a,b]").count()).isEqualTo(2);
        assertThat(read.get("@us[a,b]").sum()).isEqualTo(7_000);
        assertThat(read.get("@all_us").count()).isEqualTo(5);
    }

    @Test
    void lossIsCounted() throws IOException {
        HistogramInput read = HistogramInput.of("""
                {"type": "lost_events", "data": {"events": 41}}
                {"type": "helper_error", "msg": "x", "helper": "map_update_elem", "retcode": -7}
                {"type": "hist", "data": {"@ns": [{"min": 4, "max": 7, "count": 1}]}}
                """);

        assertThat(read.capture().loss().kernelDropped).isEqualTo(41);
        assertThat(read.capture().loss().mapFull).isEqualTo(1);
    }

    @Test
    void brokenJsonInTheMiddleIsNamedAndTheRestIsRead() throws IOException {
        String text = Files.readString(HistogramInput.sample("bpftrace.json"));
        int cut = text.indexOf("\"max\": 1249");
        HistogramInput read = HistogramInput.of(text.substring(0, cut) + "\n"
                + text.substring(text.indexOf("{\"type\": \"hist\", \"data\": {\"@fsync_us\"")));

        assertThat(read.found()).containsKeys("@fault_us[8196]", "@fsync_us").doesNotContainKey("@fsync_lin_us");
        assertThat(read.capture().truncated).isTrue();
        long line = text.substring(0, cut).lines().count();
        assertThat(read.capture().warnings()).anyMatch(w -> w.startsWith("line " + line + ": broken JSON"));
    }

    @Test
    void numbersThatAreNone() {
        for (String bucket : new String[] {
            "{\"min\": 1, \"max\": 2, \"count\": NaN}",
            "{\"min\": 1, \"max\": 2, \"count\": \"NaN\"}",
            "{\"min\": 1, \"max\": 2, \"count\": -1}",
            "{\"min\": 1, \"max\": 2, \"count\": 1.5}",
            "{\"min\": 1, \"max\": 2, \"count\": 99999999999999999999}",
            "{\"min\": 1.5, \"max\": 2, \"count\": 1}",
            "{\"min\": 9, \"max\": 2, \"count\": 1}",
            "{\"min\": 1, \"max\": 2}",
            "{\"count\": 2}",
            "7",
            "[[[[",
            "{\"min\": {\"a\": [1, 2]}, \"max\": 3, \"count\": 4}"
        }) {
            assertThatThrownBy(() -> HistogramInput.of("{\"type\": \"hist\", \"data\": {\"@ns\": [" + bucket + "]}}\n"))
                    .as(bucket)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("line 1");
        }
    }
}
