package io.daxtrace.parsers.text;

import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.EventSink;
import io.daxtrace.event.KernelFunction;
import java.util.HashMap;
import java.util.Map;

/**
 * Which function a function graph's closing brace ends, and when.
 *
 * <p>A return's time is its entry's plus the printed duration, which is finer than the microseconds of the stamps. Because
 * stamps are cut to microseconds, an event could then seem to come before the one that precedes it: its time is raised to
 * that one's, by less than a microsecond. Where the entry is not known the return has its own line's time.
 *
 * <p>Where neither a column nor a switch tells the task, the thread id is {@code -1 - cpu}: each CPU is followed as if it
 * were a calls.
 */
final class CallStacks {
    /** The kernel's own limit is 50 (FTRACE_RETFUNC_DEPTH). */
    private static final int MOST_NESTED = 64;

    private static final int MOST_THREADS = 64 * 1024;
    private static final int MOST_CPUS = 4096;

    private static final class Calls {
        final KernelFunction[] functions = new KernelFunction[MOST_NESTED];
        final int[] depths = new int[MOST_NESTED];
        final long[] times = new long[MOST_NESTED];
        int open;
        long last = Event.UNKNOWN;
    }

    private record Task(int tid, String comm) {}

    private final EventSink sink;
    private final Map<Integer, Calls> threads = new HashMap<>();
    private final Map<Integer, Task> running = new HashMap<>();

    CallStacks(EventSink sink) {
        this.sink = sink;
    }

    /** After a loss no open call is known to be open. */
    void lost() {
        threads.clear();
    }

    /** The task of the row runs on its CPU from now on. */
    void switched(Event event) {
        if (running.size() < MOST_CPUS) {
            running.put(event.cpu, new Task(event.tid, event.comm));
        } else {
            running.computeIfPresent(event.cpu, (cpu, task) -> new Task(event.tid, event.comm));
        }
    }

    /** Fills in the task of an event whose line does not tell it. */
    void identify(Event event) {
        if (event.cpu < 0) {
            return;
        }
        Task task = running.get(event.cpu);
        event.tid = task == null ? -1 - event.cpu : task.tid;
        event.comm = task == null ? event.comm : task.comm;
    }

    /** Takes a CALL, LEAF or CALL_END. */
    void row(Row row) {
        Event event = row.event;
        if (event.function == null && row.what == Row.What.LEAF) {
            return;
        }
        if (threads.size() > MOST_THREADS) {
            threads.clear();
        }
        Calls calls = threads.computeIfAbsent(event.tid, t -> new Calls());
        switch (row.what) {
            case CALL -> {
                leave(calls, row.depth);
                if (event.function != null) {
                    enter(calls, row);
                }
            }
            case LEAF -> {
                long duration = event.duration;
                boolean returned = event.resultKnown;
                event.resultKnown = false;
                event.duration = Event.UNKNOWN;
                long time = emit(calls, event, EventKind.FUNCTION_ENTRY, event.time);
                event.duration = duration;
                event.resultKnown = returned;
                result(row);
                emit(calls, event, EventKind.FUNCTION_RETURN, time == Event.UNKNOWN ? time : time + duration);
            }
            default -> end(calls, row);
        }
    }

    private void enter(Calls calls, Row row) {
        long time = emit(calls, row.event, EventKind.FUNCTION_ENTRY, row.event.time);
        if (calls.open < MOST_NESTED) {
            calls.functions[calls.open] = row.event.function;
            calls.depths[calls.open] = row.depth;
            calls.times[calls.open] = time;
            calls.open++;
        }
    }

    private void end(Calls calls, Row row) {
        Event event = row.event;
        leave(calls, row.depth + 1);
        long time = event.time;
        if (calls.open > 0 && calls.depths[calls.open - 1] == row.depth) {
            calls.open--;
            KernelFunction function = calls.functions[calls.open];
            if (!row.symbol || event.function == function) {
                event.function = function;
                if (event.duration != Event.UNKNOWN && calls.times[calls.open] != Event.UNKNOWN) {
                    time = calls.times[calls.open] + event.duration;
                }
            }
        }
        if (event.function != null) {
            result(row);
            emit(calls, event, EventKind.FUNCTION_RETURN, time);
        }
    }

    /** Forgets calls at this depth and below it: their ends were lost. */
    private static void leave(Calls calls, int depth) {
        while (calls.open > 0 && calls.depths[calls.open - 1] >= depth) {
            calls.open--;
        }
    }

    private static void result(Row row) {
        if (row.event.resultKnown) {
            row.event.result = Results.of(row.event.function, row.number);
        }
    }

    private long emit(Calls calls, Event event, EventKind kind, long time) {
        event.kind = kind;
        event.time = time == Event.UNKNOWN ? time : Math.max(time, calls.last);
        calls.last = event.time;
        sink.event(event);
        return event.time;
    }
}
