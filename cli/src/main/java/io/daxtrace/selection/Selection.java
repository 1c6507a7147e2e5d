package io.daxtrace.selection;

import io.daxtrace.aggregate.OperationClock;
import io.daxtrace.event.Capture;
import io.daxtrace.event.FaultSink;
import java.util.List;
import java.util.Set;

/**
 * Which operations are asked for; they must match all of it. Negative and null mean any.
 *
 * @param pid the process
 * @param tid the thread
 * @param comm the thread's exact name
 * @param cgroups cgroup v2 ids, of which the thread's has to be one
 * @param dev the filesystem's device, in the kernel's encoding
 * @param ino the inode number
 * @param minLatency nanoseconds that an operation took at least
 * @param since when an operation ended at the earliest
 * @param until when it ended no longer
 * @param texts all that, as the user said it
 */
public record Selection(
        int pid,
        int tid,
        String comm,
        Set<Long> cgroups,
        long dev,
        long ino,
        long minLatency,
        Moment since,
        Moment until,
        List<String> texts) {

    /** All operations. */
    public static final Selection ALL = new Selection(-1, -1, null, null, -1, -1, 0, null, null, List.of());

    /** What is wrong with an input of which nothing can be selected. */
    public static final String NO_OPERATIONS = "holds distributions, and no single operations that could be selected";

    /** Whether nothing is left out. */
    public boolean isAll() {
        return texts.isEmpty();
    }

    /**
     * A sink that takes all operations of one input, and hands on those that are asked for.
     *
     * @param clock is advanced by all of them
     */
    public SelectedOperations of(Capture capture, OperationClock clock, FaultSink sink) {
        return new SelectedOperations(this, capture, clock, sink);
    }
}
