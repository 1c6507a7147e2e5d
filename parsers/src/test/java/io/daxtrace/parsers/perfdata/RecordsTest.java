package io.daxtrace.parsers.perfdata;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.FilePath;
import io.daxtrace.event.FilePaths;
import io.daxtrace.fixtures.Bytes;
import io.daxtrace.fixtures.ReadCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each type of record means, and what damaged ones do. */
class RecordsTest {
    private static final String FAULT = " fs_dax:dax_pte_fault";

    @TempDir
    Path folder;

    private final Perf perf = new Perf(LITTLE_ENDIAN);

    @Test
    void namesAreThoseOfTheSamplesTime() throws IOException {
        perf.usualEvents().comm(1, 1, "sh", 0).comm(9, 9, "old", 0);
        perf.sample(1, 1, 1, 100, 0)
                .sample(1, 1, 1, 300, 0)
                .sample(1, 5, 6, 150, 1)
                .sample(1, 5, 6, 350, 1);
        perf.sample(1, 0, 0, 10, 0).sample(1, 7, 7, 20, 0);
        perf.comm(1, 1, "db", 200).fork(5, 1, 6, 1, 120).exit(5, 6, 340).round();
        assertThat(perf.read(folder).lines())
                .containsExactly(
                        "swapper 0 0 10" + FAULT,
                        "null 7 0 20" + FAULT,
                        "sh 1 0 100" + FAULT,
                        "sh 6 1 150" + FAULT,
                        "db 1 0 300" + FAULT,
                        "sh 6 1 350" + FAULT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFilesOfMappingsHaveTheirPaths(boolean big) throws IOException {
        Perf recording = new Perf(big ? BIG_ENDIAN : LITTLE_ENDIAN).usualEvents();
        recording.mapped(0, 259, 1, 13, "/pmem/a b\n", 0).mapped(0, 259, 1, 14, "/pmem/old", 100);
        recording.mapped(0, 259, 1, 14, "/pmem/new", 200).mapped(0, 0, 0, 0, "//anon", 200);
        recording.mapped(1 << 14, 259, 1, 15, "/pmem/build-id", 200).round();
        FilePaths files = recording.read(folder).capture.files();
        long dev = 259L << 20 | 1;
        assertThat(files.of(dev, 13)).isEqualTo(new FilePath("/pmem/a b\n", FilePath.State.PRESENT, 0));
        assertThat(files.of(dev, 14)).hasToString("/pmem/new");
        assertThat(files.of(dev, 15)).isNull();
        assertThat(files.of(0, 0)).isNull();
    }

    @Test
    void lossesAreToldInTheirPlace() throws IOException {
        perf.usualEvents()
                .sample(1, 1, 1, 100, 3)
                .sample(1, 1, 1, 300, 3)
                .lost(17, 200, 3)
                .round();
        perf.lostSamples(0, 20).lostSamples(1 << 15, 1000);
        ReadCapture read = perf.read(folder);
        // 17 of the 20 are those of the LOST record
        assertThat(read.lines())
                .containsExactly("null 1 3 100" + FAULT, "lost 3 17", "null 1 3 300" + FAULT, "lost -1 3");
        assertThat(read.capture.loss().kernelDropped).isEqualTo(20);
    }

    @Test
    void countsOfLossesDoNotOverflow() throws IOException {
        perf.usualEvents()
                .lost(Long.MAX_VALUE - 1, 1, 3)
                .lost(5, 2, 3)
                .lost(-1, 3, 3)
                .lostSamples(0, -1);
        assertThat(perf.read(folder).capture.loss().kernelDropped).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void unknownRecordsAndTheDummyEventAreSkipped() throws IOException {
        perf.usualEvents()
                .record(12345, 0, new byte[40])
                .record(200, 0, new byte[0])
                .record(-1, 0, new byte[8]);
        perf.sample(3, 1, 1, 50, 0).sample(1, 1, 1, 100, 0);
        ReadCapture read = perf.read(folder);
        assertThat(read.lines()).containsExactly("null 1 0 100" + FAULT);
        assertThat(read.capture.warnings()).isEmpty();
    }

    @Test
    void auxiliaryDataIsPassedOver() throws IOException {
        byte[] aux = new byte[3 << 20];
        perf.usualEvents()
                .raw(perf.bytes()
                        .u32(71)
                        .u16(0)
                        .u16(48)
                        .u64(aux.length)
                        .zeros(32)
                        .array());
        perf.raw(aux).sample(1, 1, 1, 100, 0);
        assertThat(perf.read(folder).lines()).containsExactly("null 1 0 100" + FAULT);
    }

    @Test
    void samplesOfUnknownIdsAreCounted() throws IOException {
        perf.usualEvents().sample(99, 1, 1, 100, 0).sample(1, 1, 1, 200, 0).sample(98, 1, 1, 100, 0);
        ReadCapture read = perf.read(folder);
        assertThat(read.lines()).hasSize(1);
        assertThat(read.capture.warnings()).containsExactly("2 samples have the id of no event and were left out");
        assertThat(read.capture.truncated).isTrue();
    }

    @Test
    void aRecordTooSmallForItsHeaderEndsTheRecording() throws IOException {
        for (int size : new int[] {0, 7}) {
            Perf damaged = new Perf(LITTLE_ENDIAN).usualEvents().sample(1, 1, 1, 100, 0);
            int at = 104 + 3 * (8 + 144) + damaged.records().length;
            damaged.raw(damaged.bytes().u32(9).u16(0).u16(size).u64(1).array()).sample(1, 1, 1, 200, 0);
            ReadCapture read = damaged.read(folder);
            assertThat(read.lines()).containsExactly("null 1 0 100" + FAULT);
            assertThat(read.capture.truncated).isTrue();
            assertThat(read.capture.warnings())
                    .containsExactly("the record at byte " + at + " (type 9) gives " + size
                            + " bytes as its size, expected at least 8; the rest was left out");
        }
    }

    @Test
    void aRecordBeyondTheEndIsTold() throws IOException {
        perf.usualEvents().sample(1, 1, 1, 100, 0);
        perf.raw(perf.bytes().u32(9).u16(0).u16(60_000).u64(1).array());
        ReadCapture read = perf.read(folder);
        assertThat(read.lines()).hasSize(1);
        assertThat(read.capture.truncated).isTrue();
        assertThat(read.capture.warnings()).singleElement().asString().contains("of 60000 bytes");
    }

    @Test
    void impossibleTimesAndSizesAreCounted() throws IOException {
        perf.usualEvents()
                .sample(1, 1, 1, -5, 0)
                .sample(1, 1, 1, Long.MIN_VALUE, 0)
                .record(9, 0, perf.bytes().u64(1, 2).array());
        byte[] body = perf.sampleBody(1, 1, 1, 70, 0);
        body[48] = 100;
        perf.record(9, 0, body).sample(1, 1, 1, 200, 0).sample(1, 1, 1, Long.MAX_VALUE, -1);
        ReadCapture read = perf.read(folder);
        assertThat(read.lines()).containsExactly("null 1 0 200" + FAULT, "null 1 -1 " + Long.MAX_VALUE + FAULT);
        assertThat(read.capture.warnings())
                .containsExactlyInAnyOrder(
                        "3 records have an impossible time or size and were left out",
                        "1 samples are cut short or damaged and were left out");
    }

    @Test
    void eventsAreToldApartByIdWhereThereIsNoIdentifier() throws IOException {
        int type = Perf.TID | Perf.TIME | Perf.ID | Perf.RAW;
        perf.attr(2, Perf.FAULT, type, 1).attr(2, Perf.DONE, type, 2);
        perf.record(
                9,
                0,
                perf.rawData(perf.bytes().u32(4).u32(5).u64(60, 2), Perf.DONE, 5)
                        .array());
        perf.record(
                9,
                0,
                perf.rawData(perf.bytes().u32(4).u32(5).u64(50, 7), Perf.DONE, 5)
                        .array());
        ReadCapture read = perf.read(folder);
        assertThat(read.lines()).containsExactly("null 5 -1 60 fs_dax:dax_pte_fault_done");
        assertThat(read.capture.warnings()).hasSize(1);
    }

    @Test
    void eventsOfOneLayoutNeedNoIds() throws IOException {
        int type = Perf.TIME | Perf.RAW;
        perf.attr(2, Perf.FAULT, type).attr(2, Perf.DONE, type);
        perf.record(9, 0, perf.rawData(perf.bytes().u64(60), Perf.DONE, 5).array());
        assertThat(perf.read(folder).lines()).containsExactly("null 5 -1 60 fs_dax:dax_pte_fault_done");
    }

    @Test
    void samplesWithoutTimeAreLeftOutWithARemedy() throws IOException {
        int type = Perf.TID | Perf.RAW;
        perf.attr(2, Perf.FAULT, type).attr(2, Perf.DONE, type);
        perf.record(9, 0, perf.rawData(perf.bytes().u32(4).u32(5), Perf.DONE, 5).array());
        ReadCapture read = perf.read(folder);
        assertThat(read.lines()).isEmpty();
        assertThat(read.capture.warnings()).singleElement().asString().contains("perf record -T");
    }

    @Test
    void fieldsOfVaryingSizeBeforeTheEventAreMeasured() throws IOException {
        int type = Perf.TIME | Perf.READ | Perf.CALLCHAIN | Perf.RAW;
        for (long readFormat : new long[] {0, 0x1f, 0x17, 0x8, 0x4}) {
            Perf varying = new Perf(LITTLE_ENDIAN);
            varying.readFormat = readFormat;
            varying.attr(2, Perf.FAULT, type, 1);
            Bytes body = varying.bytes().u64(60);
            boolean group = (readFormat & 8) != 0;
            int times = Long.bitCount(readFormat & 3);
            int perValue = 1 + Long.bitCount(readFormat & 0x14);
            if (group) {
                body.u64(2);
            }
            body.u64(new long[times + perValue * (group ? 2 : 1)]).u64(3, 10, 20, 30);
            varying.record(9, 0, varying.rawData(body, Perf.FAULT, 5).array());
            assertThat(varying.read(folder).lines()).containsExactly("null 5 -1 60" + FAULT);
        }
    }

    @Test
    void impossibleArraysBeforeTheEventAreDamage() throws IOException {
        perf.attr(2, Perf.FAULT, Perf.TIME | Perf.CALLCHAIN | Perf.RAW, 1);
        for (long count : new long[] {-1, Long.MAX_VALUE, 1L << 61, 1000}) {
            perf.record(
                    9,
                    0,
                    perf.rawData(perf.bytes().u64(60, count), Perf.FAULT, 5).array());
        }
        ReadCapture read = perf.read(folder);
        assertThat(read.lines()).isEmpty();
        assertThat(read.capture.warnings()).containsExactly("4 samples are cut short or damaged and were left out");
    }

    @Test
    void tenThousandCpus() throws IOException {
        int cpus = 10_000;
        long[] ids = new long[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            ids[cpu] = 1000L + 7L * cpu;
        }
        perf.attr(2, Perf.FAULT, Perf.USUAL, ids).attr(2, Perf.DONE, Perf.USUAL, 5);
        for (int cpu = 0; cpu < cpus; cpu++) {
            byte[] body = perf.sampleBody(ids[cpu], 1, 1, 1_000_000 - cpu, cpu);
            perf.record(9, 0, body);
        }
        List<String> lines = perf.round().read(folder).lines();
        assertThat(lines).hasSize(cpus);
        for (int i = 0; i < cpus; i++) {
            int cpu = cpus - 1 - i;
            assertThat(lines.get(i)).isEqualTo("null 1 " + cpu + ' ' + (1_000_000 - cpu) + FAULT);
        }
    }
}
