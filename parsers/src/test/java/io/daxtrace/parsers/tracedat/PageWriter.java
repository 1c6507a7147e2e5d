package io.daxtrace.parsers.tracedat;

import io.daxtrace.fixtures.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Writes ring buffer pages as the kernel does. */
final class PageWriter {
    private final boolean bigEndian;
    private final int pageSize;
    private final int longSize;
    private final List<byte[]> pages = new ArrayList<>();
    private Bytes data;
    private long pageTime;
    private long time;
    private long lost;
    private boolean lostCounted;

    PageWriter(boolean bigEndian, int pageSize, int longSize) {
        this.bigEndian = bigEndian;
        this.pageSize = pageSize;
        this.longSize = longSize;
    }

    PageWriter() {
        this(false, 4096, 8);
    }

    /** Begins a page; its first record may be as early as its time. */
    PageWriter page(long timestamp) {
        finishPage();
        data = new Bytes(bigEndian);
        pageTime = timestamp;
        time = timestamp;
        lost = 0;
        return this;
    }

    /** Marks events lost before this page; -1 for a number the kernel does not give. */
    PageWriter lost(long count) {
        lost = count;
        lostCounted = count >= 0;
        return this;
    }

    PageWriter word(int type, long delta) {
        data.u32(bigEndian ? (long) type << 27 | delta : delta << 5 | type);
        return this;
    }

    PageWriter raw(byte[] bytes) {
        data.raw(bytes);
        return this;
    }

    PageWriter u32(long value) {
        data.u32(value);
        return this;
    }

    /** An event, with a time extend before it where the kernel needs one and a new page where this one is full. */
    PageWriter event(long at, byte[] record) {
        if (data == null || payload() + 16 + record.length > pageSize - head() || at - time >>> 59 != 0) {
            page(at);
        }
        long delta = at - time;
        if (delta >>> 27 != 0) {
            word(30, delta & (1 << 27) - 1).u32(delta >>> 27);
            delta = 0;
        }
        time = at;
        if (record.length % 4 == 0 && record.length <= 112) {
            return word(record.length / 4, delta).raw(record);
        }
        word(0, delta).u32(record.length + 4).raw(record);
        data.align(4);
        return this;
    }

    /** All pages written. */
    byte[] bytes() {
        finishPage();
        Bytes all = new Bytes(bigEndian);
        pages.forEach(all::raw);
        return all.array();
    }

    private int payload() {
        return data.size();
    }

    private int head() {
        return 8 + longSize;
    }

    private void finishPage() {
        if (data == null) {
            return;
        }
        int commit = data.size();
        if (lost != 0) {
            commit |= 1 << 31 | (lostCounted ? 1 << 30 : 0);
        }
        // the kernel adds the bits to a signed long, so they reach into its upper half
        Bytes page = new Bytes(bigEndian).u64(pageTime).number(commit, longSize).raw(data.array());
        if (lostCounted && lost != 0) {
            page.number(lost, longSize);
        }
        pages.add(page.padTo(pageSize).array());
        data = null;
        lostCounted = false;
    }
}
