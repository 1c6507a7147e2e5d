package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.BadInputException;
import java.util.Arrays;

/**
 * The events of a recording, and which of them an id in a record names: each event has one id a CPU. As in
 * tools/perf/util/evlist.c, a recording with one event needs no ids, and id 0 (of records that perf made up itself) is
 * the first event.
 */
final class AttrTable {
    /** No event has this id. */
    static final int UNKNOWN = -1;

    private static final int FIRST_BITS = 8;
    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

    private Attr[] attrs = new Attr[16];
    private int attrCount;
    private int idOffset = SampleLayout.ABSENT;
    private long[] ids = new long[1 << FIRST_BITS];
    private int[] indexes = new int[1 << FIRST_BITS];
    private int shift = Long.SIZE - FIRST_BITS;
    private int count;

    void add(Attr attr) {
        if (attrCount == attrs.length) {
            attrs = Arrays.copyOf(attrs, 2 * attrCount);
        }
        if (attrCount == 0) {
            idOffset = attr.layout().id();
        }
        attrs[attrCount++] = attr;
    }

    /** Gives the event that was added last one more id. */
    void addId(long id) {
        if (2 * count >= ids.length) {
            grow();
        }
        int slot = slot(id);
        if (indexes[slot] == 0) {
            ids[slot] = id;
            indexes[slot] = attrCount;
            count++;
        }
    }

    /** Whether any event is a tracepoint or a kprobe. */
    boolean hasTracepoint() {
        for (int i = 0; i < attrCount; i++) {
            if (attrs[i].isTracepoint()) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return attrCount;
    }

    Attr get(int index) {
        return attrs[index];
    }

    /** The index of the event with an id, or {@link #UNKNOWN}. */
    int find(long id) {
        if (id == 0 || attrCount == 1) {
            return 0;
        }
        return indexes[slot(id)] - 1;
    }

    /** Where a sample's id is, the same for every event; ABSENT where samples have none. */
    int idOffset() {
        return idOffset;
    }

    /** That one event's samples can be told from another's: their ids are at one place, or all samples look alike. */
    void check(String file) throws BadInputException {
        for (int i = 1; i < attrCount; i++) {
            boolean alike = attrs[i].sampleType() == attrs[0].sampleType();
            if (attrs[i].layout().id() != idOffset || idOffset == SampleLayout.ABSENT && !alike) {
                throw BadInputException.of(
                        file,
                        "its events have samples of different layouts and no common id: record them with one"
                                + " `perf record`, or print them with `perf script --ns` and read that");
            }
        }
    }

    private int slot(long id) {
        int slot = (int) (id * MIX >>> shift);
        while (indexes[slot] != 0 && ids[slot] != id) {
            slot = slot + 1 & ids.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldIds = ids;
        int[] oldIndexes = indexes;
        ids = new long[2 * oldIds.length];
        indexes = new int[2 * oldIds.length];
        shift--;
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIndexes[i] != 0) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                indexes[slot] = oldIndexes[i];
            }
        }
    }
}
