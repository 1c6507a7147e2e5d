package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.Capture;
import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventSink;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.parsers.raw.RawEvents;
import java.nio.charset.StandardCharsets;

/** The records of a recording in their order: samples become events, the others thread names and losses. */
final class RecordDelivery {
    /** Eight times the largest CONFIG_NR_CPUS of x86. */
    private static final int MOST_CPUS = 1 << 16;
    /** PERF_RECORD_MISC_MMAP_BUILD_ID of include/uapi/linux/perf_event.h. */
    private static final int MISC_MMAP_BUILD_ID = 1 << 14;

    private final Words words;
    private final Capture capture;
    private final EventSink sink;
    private final ThreadNames threads = new ThreadNames();
    private final Event event = new Event();
    private RawEvents formats;
    private long lostRecords;
    private long lostSamples;
    private long damagedSamples;

    RecordDelivery(Words words, Capture capture, EventSink sink) {
        this.words = words;
        this.capture = capture;
        this.sink = sink;
    }

    void formats(RawEvents rawEvents) {
        formats = rawEvents;
    }

    boolean hasFormats() {
        return formats != null;
    }

    /** One record, its offset and end in bytes; the layout is that of its event. */
    void record(long time, byte[] bytes, int start, int end, SampleLayout layout) {
        switch (words.i32(bytes, start)) {
            case RecordType.SAMPLE -> sample(time, bytes, start, end, layout);
            case RecordType.LOST -> lost(bytes, start, end, layout);
            case RecordType.LOST_SAMPLES -> lostSamples(bytes, start, end, layout);
            case RecordType.COMM -> comm(bytes, start, end);
            case RecordType.FORK -> fork(bytes, start, end);
            case RecordType.EXIT -> exit(bytes, start, end);
            case RecordType.MMAP2 -> mapped(bytes, start, end);
            default -> {}
        }
    }

    private void sample(long time, byte[] bytes, int start, int end, SampleLayout layout) {
        int raw = layout.raw(bytes, start, end);
        int from = raw + Integer.BYTES;
        if (raw == SampleLayout.ABSENT || words.u32(bytes, raw) > end - from) {
            damagedSamples++;
            return;
        }
        if (!formats.decode(bytes, from, words.i32(bytes, raw), event)) {
            return;
        }
        event.time = time;
        if (layout.tid() != SampleLayout.ABSENT) {
            event.pid = words.i32(bytes, start + layout.tid());
            event.tid = words.i32(bytes, start + layout.tid() + Integer.BYTES);
        }
        event.cpu = layout.cpu() == SampleLayout.ABSENT ? -1 : cpu(bytes, start + layout.cpu());
        event.comm = threads.get(event.tid);
        sink.event(event);
    }

    /** The kernel found room again in a buffer after that many records. */
    private void lost(byte[] bytes, int start, int end, SampleLayout layout) {
        if (end - start < SampleLayout.HEADER + 2 * Long.BYTES) {
            return;
        }
        long count = countAt(bytes, start + SampleLayout.HEADER + Long.BYTES);
        lostRecords = sum(lostRecords, count);
        sink.lost(trailerCpu(bytes, start, end, layout, 2 * Long.BYTES), count);
    }

    private void lostSamples(byte[] bytes, int start, int end, SampleLayout layout) {
        if (end - start < SampleLayout.HEADER + Long.BYTES) {
            return;
        }
        long count = countAt(bytes, start + SampleLayout.HEADER);
        lostSamples = sum(lostSamples, count);
        sink.lost(trailerCpu(bytes, start, end, layout, Long.BYTES), count);
    }

    /** What perf read from an event's own counter after it had stopped, at no known time. */
    void lostSamplesAtEnd(byte[] bytes, int start, int end) {
        if (end - start >= SampleLayout.HEADER + Long.BYTES) {
            lostSamples = sum(lostSamples, countAt(bytes, start + SampleLayout.HEADER));
        }
    }

    private void comm(byte[] bytes, int start, int end) {
        int from = start + SampleLayout.HEADER + 2 * Integer.BYTES;
        if (from <= end) {
            threads.set(words.i32(bytes, from - Integer.BYTES), bytes, from, end);
        }
    }

    private void fork(byte[] bytes, int start, int end) {
        int from = start + SampleLayout.HEADER;
        if (end - from >= 4 * Integer.BYTES) {
            threads.fork(words.i32(bytes, from + 3 * Integer.BYTES), words.i32(bytes, from + 2 * Integer.BYTES));
        }
    }

    private void exit(byte[] bytes, int start, int end) {
        int from = start + SampleLayout.HEADER;
        if (end - from >= 4 * Integer.BYTES) {
            threads.exit(words.i32(bytes, from + 2 * Integer.BYTES));
        }
    }

    /**
     * A file was mapped (perf_event_mmap_event in kernel/events/core.c): after pid, tid, address, length and offset its device and
     * inode, unless a build id stands there, and after three more numbers the path, to a NUL.
     */
    private void mapped(byte[] bytes, int start, int end) {
        int device = start + SampleLayout.HEADER + 2 * Integer.BYTES + 3 * Long.BYTES;
        int inode = device + 2 * Integer.BYTES;
        int path = inode + 2 * Long.BYTES + 2 * Integer.BYTES;
        boolean hasInode = (words.u16(bytes, start + Integer.BYTES) & MISC_MMAP_BUILD_ID) == 0;
        if (!hasInode || path >= end || bytes[path] != '/' || words.u64(bytes, inode) == 0) { // 0: no file, //anon
            return;
        }
        int length = 0;
        while (path + length < end && bytes[path + length] != 0) {
            length++;
        }
        long dev = DeviceNumber.of(words.u32(bytes, device), words.u32(bytes, device + Integer.BYTES));
        String text = new String(bytes, path, length, StandardCharsets.UTF_8);
        capture.files().file(new FileId(dev, words.u64(bytes, inode)), new FilePath(text, FilePath.State.PRESENT, 0));
    }

    private int trailerCpu(byte[] bytes, int start, int end, SampleLayout layout, int body) {
        boolean known = layout.trailerCpu() != SampleLayout.ABSENT
                && end - start >= SampleLayout.HEADER + body + layout.trailerSize();
        return known ? cpu(bytes, end - layout.trailerCpu()) : -1;
    }

    /** -1 for what no CPU is called: the kernel writes its highest number where there is none. */
    private int cpu(byte[] bytes, int at) {
        int cpu = words.i32(bytes, at);
        return cpu >= 0 && cpu < MOST_CPUS ? cpu : -1;
    }

    /** A damaged count must not make the sum negative. */
    private long countAt(byte[] bytes, int at) {
        long count = words.u64(bytes, at);
        return count < 0 ? Long.MAX_VALUE : count;
    }

    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /**
     * After the last record. A full buffer is counted twice, by LOST records and by the counters of the events, which perf
     * reads at the end from Linux 6.0 on: the larger is nearer to the truth, since the last gap has no LOST record.
     */
    void finish() {
        long more = lostSamples - lostRecords;
        if (more > 0) {
            sink.lost(-1, more);
        }
        capture.loss().kernelDropped = sum(capture.loss().kernelDropped, Math.max(lostRecords, lostSamples));
        if (damagedSamples > 0) {
            capture.truncated(damagedSamples + " samples are cut short or damaged and were left out");
        }
        if (threads.leftOut() > 0) {
            capture.warn(threads.leftOut() + " thread names were left out: too many different ones");
        }
        if (formats != null) {
            formats.finish();
        }
    }
}
