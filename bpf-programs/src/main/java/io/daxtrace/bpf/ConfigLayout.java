package io.daxtrace.bpf;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/** {@code struct config} of record.h: what the programs are told before they are loaded. */
final class ConfigLayout {
    static final int TASK_PT_REGS = 0;
    static final int RECORDS = 1;
    static final int HISTOGRAMS = 2;
    static final int INSERT_TRACED = 3;
    static final int PMD_ORDER = 4;
    static final int PAGE_SHIFT = 5;
    static final int CGROUP_LEVEL = 6;
    static final int FILTERS = 8;
    static final int TGID = 12;
    static final int TID = 16;
    static final int DEV = 20;
    static final int INO = 24;
    static final int CGROUP = 32;
    static final int MIN_LATENCY = 40;
    static final int COMM = 48;
    static final int COMM_SIZE = 16;
    static final int KEY_PARTS = 64;
    static final int ROWS = 68;
    static final int SIZE = 72;

    private static final int FILTER_TGID = 1;
    private static final int FILTER_TID = 2;
    private static final int FILTER_COMM = 4;
    private static final int FILTER_CGROUP = 8;
    private static final int FILTER_DEV = 16;
    private static final int FILTER_INO = 32;

    private ConfigLayout() {}

    /** A page table holds page size / 8 entries, so a PMD maps that many pages. */
    private static int pmdOrder(int pageShift) {
        return pageShift - 3;
    }

    static void write(Pointer at, TraceOptions options, boolean taskPtRegs, boolean insertTraced) {
        at.clear(SIZE);
        int pageShift = Integer.numberOfTrailingZeros(LibC.pageSize());
        at.setByte(TASK_PT_REGS, (byte) (taskPtRegs ? 1 : 0));
        at.setByte(RECORDS, (byte) (options.records() ? 1 : 0));
        at.setByte(HISTOGRAMS, (byte) (options.histograms() ? 1 : 0));
        at.setByte(INSERT_TRACED, (byte) (insertTraced ? 1 : 0));
        at.setByte(PMD_ORDER, (byte) pmdOrder(pageShift));
        at.setByte(PAGE_SHIFT, (byte) pageShift);
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
            if (comm.length >= COMM_SIZE) {
                throw new IllegalArgumentException("comm of " + comm.length + " bytes, at most " + (COMM_SIZE - 1));
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
