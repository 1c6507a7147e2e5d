package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.EventSink;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the events of ring buffers, all their CPUs merged.
 *
 * <p>What the kernel lost is known twice: from marks in the pages, which say where, and from the kernel's own statistics,
 * which say how many in all, those behind the last page too. Both count the same losses, so for each CPU the larger of the
 * two numbers is added to the loss account, not their sum; a mark without a number counts 1. The sink is told of marks only.
 */
final class BufferReader {
    private static final int WINDOW_BYTES_IN_ALL = 16 << 20;
    private static final int SMALLEST_WINDOW = 1 << 10;
    private static final int LARGEST_WINDOW = 1 << 18;

    private final TraceFacts facts;
    private final Capture capture;
    private final FileChannel channel;
    private final String file;
    private final Progress progress;
    private final Packing packing;

    BufferReader(TraceFacts facts, Input input, Blocks blocks) throws IOException {
        this.facts = facts;
        capture = facts.capture;
        channel = input.channel();
        file = input.name();
        progress = new Progress(input);
        packing = new Packing(channel, blocks, new ChunkCache(), progress, capture);
    }

    /** The clock of a buffer, or an exception if it tells no time. */
    TraceClock clock(TraceBuffer buffer) throws BadInputException {
        TraceClock clock = TraceClock.of(buffer.clock, facts.tsc2Nsec);
        if (clock.refusal() != null) {
            throw BadInputException.of(file, clock.refusal());
        }
        return clock;
    }

    /**
     * Sends the events of buffers with the same clock to a sink.
     *
     * @return how many there were of daxtrace's kinds
     */
    long read(List<TraceBuffer> buffers, EventSink sink) throws IOException {
        TraceClock clock = clock(buffers.get(0));
        int cpus = 0;
        for (TraceBuffer buffer : buffers) {
            cpus += buffer.count();
        }
        int window = Math.max(SMALLEST_WINDOW, Math.min(LARGEST_WINDOW, WINDOW_BYTES_IN_ALL / Math.max(1, cpus)));
        List<CpuStream> streams = new ArrayList<>(cpus);
        for (TraceBuffer buffer : buffers) {
            open(buffer, window, streams);
        }
        clock.warn(capture, streams.size());
        try {
            return new EventMerge(streams, facts.commandLines, clock).into(sink);
        } finally {
            account(buffers, streams);
        }
    }

    private void open(TraceBuffer buffer, int window, List<CpuStream> streams) throws IOException {
        long[] starts = new long[buffer.count()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = buffer.offset(i);
        }
        Arrays.sort(starts);
        BitSet seen = new BitSet();
        for (int i = 0; i < buffer.count(); i++) {
            int cpu = buffer.cpu(i);
            long start = buffer.offset(i);
            int place = Arrays.binarySearch(starts, start);
            if (start < 0 || start >= channel.size() || seen.get(cpu) || isShared(starts, place)) {
                capture.truncated(
                        "CPU " + cpu + " of " + buffer.title() + " was left out: its data is said to be at byte "
                                + Long.toUnsignedString(start) + " of " + channel.size()
                                + (seen.get(cpu) ? ", a second time" : ""));
                continue;
            }
            seen.set(cpu);
            long end = place + 1 < starts.length ? Math.min(starts[place + 1], channel.size()) : channel.size();
            int enough = (int) Math.max(SMALLEST_WINDOW, Math.min(window, end - start));
            if (buffer.packed) {
                CpuData data = new PackedData(packing, start, end, facts.bigEndian);
                streams.add(new CpuStream(cpu, data, facts, buffer, progress, window));
            } else {
                CpuData data = plain(buffer, i, start, end);
                streams.add(new CpuStream(cpu, data, facts, buffer, progress, enough));
            }
        }
    }

    private static boolean isShared(long[] starts, int place) {
        return place > 0 && starts[place - 1] == starts[place]
                || place + 1 < starts.length && starts[place + 1] == starts[place];
    }

    private PlainData plain(TraceBuffer buffer, int index, long start, long end) {
        long size = buffer.size(index);
        if (size < 0 || size > end - start) {
            capture.truncated("CPU " + buffer.cpu(index) + " of " + buffer.title() + " ends early: "
                    + Long.toUnsignedString(size) + " bytes of events are said to be at byte " + start + ", "
                    + (end - start) + " are there");
            size = end - start;
        }
        return new PlainData(channel, start, size, progress);
    }

    private void account(List<TraceBuffer> buffers, List<CpuStream> streams) {
        Map<Integer, Long> byStatistics = new HashMap<>();
        for (TraceBuffer buffer : buffers) {
            facts.stats.lost(buffer.name).forEach((cpu, lost) -> byStatistics.merge(cpu, lost, Long::sum));
        }
        long damagedPages = 0;
        long backwardSteps = 0;
        for (CpuStream stream : streams) {
            Long known = byStatistics.remove(stream.cpu);
            capture.loss().kernelDropped += Math.max(stream.lostInAll(), known == null ? 0 : known);
            damagedPages += stream.damagedPages();
            backwardSteps += stream.backwardSteps();
        }
        for (long lost : byStatistics.values()) {
            capture.loss().kernelDropped += lost;
        }
        if (damagedPages > 0) {
            capture.truncated(
                    damagedPages + " ring buffer pages are damaged or cut off; the rest of each was left out");
        }
        if (backwardSteps > 0) {
            capture.warn("time goes backwards " + backwardSteps + " times within a CPU's events");
        }
        if (progress.stopped()) {
            capture.truncated("reading was stopped before the end");
        }
    }
}
