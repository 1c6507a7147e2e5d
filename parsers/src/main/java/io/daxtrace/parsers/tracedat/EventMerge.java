package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Event;
import io.daxtrace.event.EventSink;
import java.io.IOException;
import java.util.List;

/** Brings the streams of all CPUs into one order: by time, the lower CPU first, as trace-cmd does. */
final class EventMerge {
    private final CommandLines commandLines;
    private final TraceClock clock;
    /** A binary heap, the earliest first. */
    private final CpuStream[] heap;

    private int size;

    EventMerge(List<CpuStream> streams, CommandLines commandLines, TraceClock clock) throws IOException {
        this.commandLines = commandLines;
        this.clock = clock;
        heap = new CpuStream[streams.size()];
        for (CpuStream stream : streams) {
            if (stream.next()) {
                siftUp(stream);
            }
        }
    }

    /** Sends all events and losses on, and returns how many events there were. */
    long into(EventSink sink) throws IOException {
        long events = 0;
        while (size > 0) {
            CpuStream first = heap[0];
            if (first.lost != 0) {
                sink.lost(first.cpu, first.lost);
            } else {
                Event event = first.event;
                event.time = clock.nanoseconds(first.time);
                event.cpu = first.cpu;
                event.comm = commandLines.of(event.tid);
                sink.event(event);
                events++;
            }
            if (!first.next()) {
                first = heap[--size];
                heap[size] = null;
            }
            if (size > 0) {
                siftDown(first);
            }
        }
        return events;
    }

    private void siftUp(CpuStream stream) {
        int hole = size++;
        for (; hole > 0 && isBefore(stream, heap[(hole - 1) / 2]); hole = (hole - 1) / 2) {
            heap[hole] = heap[(hole - 1) / 2];
        }
        heap[hole] = stream;
    }

    private void siftDown(CpuStream stream) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], stream)) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = stream;
    }

    private static boolean isBefore(CpuStream a, CpuStream b) {
        return a.time < b.time || a.time == b.time && a.cpu < b.cpu;
    }
}
