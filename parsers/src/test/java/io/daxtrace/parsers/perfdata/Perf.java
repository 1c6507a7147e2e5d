package io.daxtrace.parsers.perfdata;

import io.daxtrace.fixtures.Bytes;
import io.daxtrace.fixtures.ReadCapture;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes recordings as perf does, by the layouts of perf.data-file-format.txt and perf_event.h. */
final class Perf {
    static final int IP = 1;
    static final int TID = 1 << 1;
    static final int TIME = 1 << 2;
    static final int READ = 1 << 4;
    static final int CALLCHAIN = 1 << 5;
    static final int ID = 1 << 6;
    static final int CPU = 1 << 7;
    static final int PERIOD = 1 << 8;
    static final int RAW = 1 << 10;
    static final int IDENTIFIER = 1 << 16;
    /** What perf record -a asks for. */
    static final int USUAL = IP | TID | TIME | CPU | PERIOD | RAW | IDENTIFIER;

    static final int FAULT = 100;
    static final int DONE = 101;

    private static final int SAMPLE_ID_ALL = 18;
    private static final int USE_CLOCKID = 25;

    final ByteOrder order;
    int sampleType = USUAL;
    long readFormat;
    int clockid = -1;
    long dataSize = -1;
    final Map<Integer, byte[]> features = new TreeMap<>();
    private final List<byte[]> attrs = new ArrayList<>();
    private final List<long[]> ids = new ArrayList<>();
    private final List<byte[]> records = new ArrayList<>();

    /** With two tracepoints, ids 1 and 2, and perf's dummy event, id 3. */
    Perf(ByteOrder order) {
        this.order = order;
        features.put(1, tracingData());
        features.put(4, string("6.1.0-test"));
    }

    Perf usualEvents() {
        attr(2, FAULT, sampleType, 1);
        attr(2, DONE, sampleType, 2);
        return attr(1, 9, sampleType & ~(RAW | PERIOD), 3);
    }

    Bytes bytes() {
        return new Bytes(order == ByteOrder.BIG_ENDIAN);
    }

    Perf attr(int type, long config, int type2, long... eventIds) {
        long flags = 1L << SAMPLE_ID_ALL | (clockid < 0 ? 0 : 1L << USE_CLOCKID);
        Bytes attr = bytes().u32(type).u32(128).u64(config, 1, type2, readFormat);
        attr.u64(order == ByteOrder.BIG_ENDIAN ? Long.reverse(flags) : flags);
        attrs.add(attr.zeros(92 - attr.size()).u32(clockid).zeros(32).array());
        ids.add(eventIds);
        return this;
    }

    Perf record(int type, int misc, byte[] body) {
        return raw(bytes().u32(type).u16(misc).u16(8 + body.length).raw(body).array());
    }

    Perf raw(byte[] bytes) {
        records.add(bytes);
        return this;
    }

    /** A sample of the usual type. */
    Perf sample(long id, int pid, int tid, long time, int cpu) {
        return record(9, 1, sampleBody(id, pid, tid, time, cpu));
    }

    byte[] sampleBody(long id, int pid, int tid, long time, int cpu) {
        Bytes body = bytes().u64(id, 0x1000)
                .u32(pid)
                .u32(tid)
                .u64(time)
                .u32(cpu)
                .u32(0)
                .u64(1);
        return rawData(body, id == 2 ? DONE : FAULT, tid).array();
    }

    /** Size and bytes of one of the two events, padded as the kernel pads. */
    Bytes rawData(Bytes to, int type, int tid) {
        byte[] event = bytes().u16(type)
                .u8(0)
                .u8(0)
                .u32(tid)
                .u64(77, 0x7f00_0000_1000L)
                .u32(0x2004)
                .array();
        int size = event.length + (-(event.length + 4) & 7);
        return to.u32(size).raw(event).zeros(size - event.length);
    }

    Perf round() {
        return record(68, 0, new byte[0]);
    }

    Perf comm(int pid, int tid, String name, long time) {
        Bytes body = bytes().u32(pid).u32(tid).string(name).align(8);
        return record(3, 0, trailer(body, tid, time, 0, 3).array());
    }

    Perf fork(int pid, int parent, int tid, int parentTid, long time) {
        Bytes body = bytes().u32(pid).u32(parent).u32(tid).u32(parentTid).u64(time);
        return record(7, 0, trailer(body, tid, time, 0, 3).array());
    }

    Perf exit(int pid, int tid, long time) {
        Bytes body = bytes().u32(pid).u32(1).u32(tid).u32(1).u64(time);
        return record(4, 0, trailer(body, tid, time, 0, 3).array());
    }

    /** A file is mapped; misc is 0x4000 where a build id stands for device and inode. */
    Perf mapped(int misc, int major, int minor, long ino, String path, long time) {
        Bytes body = bytes().u32(7)
                .u32(7)
                .u64(0x1000, 0x2000, 0)
                .u32(major)
                .u32(minor)
                .u64(ino, 1)
                .u32(3)
                .u32(1);
        return record(
                10, misc, trailer(body.string(path).align(8), 7, time, 0, 3).array());
    }

    Perf lost(long count, long time, int cpu) {
        return record(2, 0, trailer(bytes().u64(1, count), 0, time, cpu, 1).array());
    }

    Perf lostSamples(int misc, long count) {
        return record(13, misc, trailer(bytes().u64(count), 0, 0, 0, 1).array());
    }

    private Bytes trailer(Bytes body, int tid, long time, int cpu, long id) {
        return body.u32(tid).u32(tid).u64(time).u32(cpu).u32(0).u64(id);
    }

    byte[] records() {
        Bytes all = bytes();
        records.forEach(all::raw);
        return all.array();
    }

    Perf clear() {
        records.clear();
        return this;
    }

    byte[] file() {
        int idsAt = 104;
        int attrsAt = idsAt + 8 * ids.stream().mapToInt(list -> list.length).sum();
        int dataAt = attrsAt + 144 * attrs.size();
        byte[] data = records();
        Bytes file = bytes().raw(magic()).u64(104, 144, attrsAt, 144L * attrs.size(), dataAt);
        file.u64(dataSize < 0 ? data.length : dataSize, 0, 0);
        long[] bits = new long[4];
        features.keySet().forEach(bit -> bits[bit / 64] |= 1L << bit % 64);
        file.u64(bits);
        ids.forEach(file::u64);
        int idAt = idsAt;
        for (int i = 0; i < attrs.size(); i++) {
            file.raw(attrs.get(i)).u64(idAt, 8L * ids.get(i).length);
            idAt += 8 * ids.get(i).length;
        }
        file.raw(data);
        int at = file.size() + 16 * features.size();
        for (byte[] feature : features.values()) {
            file.u64(at, feature.length);
            at += feature.length;
        }
        features.values().forEach(file::raw);
        return file.array();
    }

    byte[] pipe() {
        Bytes pipe = bytes().raw(magic()).u64(16);
        features.forEach((bit, data) -> {
            if (bit != 1) {
                pipe.u32(80).u16(0).u16(16 + data.length).u64(bit).raw(data);
            }
        });
        for (int i = 0; i < attrs.size(); i++) {
            int size = 8 + 128 + 8 * ids.get(i).length;
            pipe.u32(64).u16(0).u16(size).raw(attrs.get(i)).u64(ids.get(i));
        }
        byte[] formats = features.get(1);
        int padding = -formats.length & 7;
        pipe.u32(66).u16(0).u16(12).u32(formats.length + padding).raw(formats).zeros(padding);
        return pipe.raw(records()).array();
    }

    private byte[] magic() {
        return (order == ByteOrder.BIG_ENDIAN ? "2ELIFREP" : "PERFILE2").getBytes(StandardCharsets.US_ASCII);
    }

    byte[] string(String text) {
        return bytes().u32(64)
                .raw(text.getBytes(StandardCharsets.UTF_8))
                .zeros(64 - text.length())
                .array();
    }

    private byte[] tracingData() {
        Bytes data = bytes().raw(new byte[] {0x17, 8, 0x44}).raw("tracing".getBytes(StandardCharsets.US_ASCII));
        data.string("0.6").u8(order == ByteOrder.BIG_ENDIAN ? 1 : 0).u8(8).u32(4096);
        data.string("header_page")
                .u64(3)
                .raw(new byte[] {'a', 'b', 'c'})
                .string("header_event")
                .u64(0);
        data.u32(1).u64(2).raw(new byte[] {'x', 'y'}).u32(1).string("fs_dax").u32(2);
        for (byte[] format : List.of(format("dax_pte_fault", FAULT), format("dax_pte_fault_done", DONE))) {
            data.u64(format.length).raw(format);
        }
        return data.u32(0).u32(0).u64(0).array();
    }

    private static byte[] format(String name, int id) {
        return """
                name: %s
                ID: %d
                format:
                	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
                	field:unsigned char common_flags;	offset:2;	size:1;	signed:0;
                	field:unsigned char common_preempt_count;	offset:3;	size:1;	signed:0;
                	field:int common_pid;	offset:4;	size:4;	signed:1;

                	field:unsigned long ino;	offset:8;	size:8;	signed:0;
                	field:unsigned long address;	offset:16;	size:8;	signed:0;
                	field:int result;	offset:24;	size:4;	signed:1;

                print fmt: "ino %%lx", REC->ino
                """.formatted(name, id).getBytes(StandardCharsets.US_ASCII);
    }

    ReadCapture read(Path folder) throws IOException {
        return ReadCapture.of(folder, file());
    }
}
