package io.daxtrace.bpf;

import static io.daxtrace.bpf.ObjectTypes.offset;

import com.sun.jna.Pointer;
import io.daxtrace.event.Part;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** {@code struct config} of record.h: what the programs are told before they are loaded. */
final class ConfigLayout {
    private static final String CONFIG = "config";
    static final int TASK_PT_REGS = offset(CONFIG, "task_pt_regs");
    static final int RECORDS = offset(CONFIG, "records");
    static final int HISTOGRAMS = offset(CONFIG, "histograms");
    static final int INSERT_TRACED = offset(CONFIG, "insert_traced");
    static final int PMD_ORDER = offset(CONFIG, "pmd_order");
    static final int PAGE_SHIFT = offset(CONFIG, "page_shift");
    static final int CGROUP_LEVEL = offset(CONFIG, "cgroup_level");
    static final int PARTS = offset(CONFIG, "parts");
    static final int FILTERS = offset(CONFIG, "filters");
    static final int TGID = offset(CONFIG, "tgid");
    static final int TID = offset(CONFIG, "tid");
    static final int DEV = offset(CONFIG, "dev");
    static final int INO = offset(CONFIG, "ino");
    static final int CGROUP = offset(CONFIG, "cgroup");
    static final int MIN_LATENCY = offset(CONFIG, "min_latency");
    static final int COMM = offset(CONFIG, "comm");
    static final int KEY_PARTS = offset(CONFIG, "key_parts");
    static final int ROWS = offset(CONFIG, "rows");
    static final int SIZE = ObjectTypes.size(CONFIG);

    private static final int FILTER_TGID = ObjectTypes.value("FILTER_TGID");
    private static final int FILTER_TID = ObjectTypes.value("FILTER_TID");
    private static final int FILTER_COMM = ObjectTypes.value("FILTER_COMM");
    private static final int FILTER_CGROUP = ObjectTypes.value("FILTER_CGROUP");
    private static final int FILTER_DEV = ObjectTypes.value("FILTER_DEV");
    private static final int FILTER_INO = ObjectTypes.value("FILTER_INO");

    private ConfigLayout() {}

    /** A page table holds page size / 8 entries, so a PMD maps that many pages. */
    private static int pmdOrder(int pageShift) {
        return pageShift - 3;
    }

    static void write(Pointer at, TraceOptions options, Set<Part> parts, boolean taskPtRegs, boolean insertTraced) {
        at.clear(SIZE);
        int pageShift = Integer.numberOfTrailingZeros(LibC.pageSize());
        at.setByte(TASK_PT_REGS, (byte) (taskPtRegs ? 1 : 0));
        at.setByte(RECORDS, (byte) (options.records() ? 1 : 0));
        at.setByte(HISTOGRAMS, (byte) (options.histograms() ? 1 : 0));
        at.setByte(INSERT_TRACED, (byte) (insertTraced ? 1 : 0));
        at.setByte(PMD_ORDER, (byte) pmdOrder(pageShift));
        at.setByte(PAGE_SHIFT, (byte) pageShift);
        int mask = 0;
        for (Part part : parts) {
            mask |= 1 << part.ordinal();
        }
        at.setByte(PARTS, (byte) mask);
        at.setInt(KEY_PARTS, options.keyParts());
        at.setInt(ROWS, options.rows());
        write(at, options.filter());
    }

    private static void write(Pointer at, TraceFilter filter) {
        int filters = 0;
        if (filter.pid() >= 0) {
            filters |= FILTER_TGID;
            at.setInt(TGID, filter.pid());
        }
        if (filter.tid() >= 0) {
            filters |= FILTER_TID;
            at.setInt(TID, filter.tid());
        }
        if (filter.comm() != null) {
            byte[] comm = filter.comm().getBytes(StandardCharsets.UTF_8);
            if (comm.length >= CommCache.COMM_SIZE) {
                throw new IllegalArgumentException(
                        "comm of " + comm.length + " bytes, at most " + (CommCache.COMM_SIZE - 1));
            }
            filters |= FILTER_COMM;
            at.write(COMM, comm, 0, comm.length);
        }
        if (filter.cgroup() >= 0) {
            filters |= FILTER_CGROUP;
            at.setLong(CGROUP, filter.cgroup());
            at.setByte(CGROUP_LEVEL, (byte) filter.cgroupLevel());
        }
        if (filter.dev() >= 0) {
            filters |= FILTER_DEV;
            at.setInt(DEV, (int) filter.dev());
        }
        if (filter.ino() >= 0) {
            filters |= FILTER_INO;
            at.setLong(INO, filter.ino());
        }
        at.setInt(FILTERS, filters);
        at.setLong(MIN_LATENCY, filter.minLatency());
    }
}
