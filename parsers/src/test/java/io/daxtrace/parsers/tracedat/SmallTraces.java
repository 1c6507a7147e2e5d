package io.daxtrace.parsers.tracedat;

import io.daxtrace.fixtures.Bytes;
import java.util.Map;
import java.util.TreeMap;

/** The smallest recordings: events of one tracepoint that tell a thread and a number. */
final class SmallTraces {
    static final int ID = 961;
    static final String FORMAT = """
            name: dax_pte_fault_done
            ID: 961
            format:
            	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
            	field:unsigned char common_flags;	offset:2;	size:1;	signed:0;
            	field:unsigned char common_preempt_count;	offset:3;	size:1;	signed:0;
            	field:int common_pid;	offset:4;	size:4;	signed:1;

            	field:unsigned long ino;	offset:8;	size:8;	signed:0;

            print fmt: "%s", REC->nothing
            """;

    private SmallTraces() {}

    static byte[] record(int tid, long ino) {
        return record(false, tid, ino);
    }

    static byte[] record(boolean bigEndian, int tid, long ino) {
        return new Bytes(bigEndian).u16(ID).u16(0).u32(tid).u64(ino).array();
    }

    /** How many of these events {@link PageWriter} puts on a page of 4096 bytes: 20 bytes each, 12 kept free. */
    static int pageEvents() {
        return (4096 - 16 - 12) / 20;
    }

    /** A page of events at these times. */
    static byte[] page(long... times) {
        PageWriter pages = new PageWriter();
        for (long time : times) {
            pages.event(time, record(7, time));
        }
        return pages.bytes();
    }

    static TraceFile file(Map<Integer, byte[]> cpus) {
        return new TraceFile().format("fs_dax", FORMAT).top(new TreeMap<>(cpus));
    }

    static TraceFile file(byte[] pages) {
        return file(Map.of(0, pages));
    }
}
