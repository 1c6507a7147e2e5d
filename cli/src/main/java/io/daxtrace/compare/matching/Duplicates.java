package io.daxtrace.compare.matching;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.Run;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.BadInputException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds runs given twice, under whatever name: two copies of a run have no spread between them and would decide anything.
 * A run is known by the name of its own that it was recorded with, if any, else by its latencies down to the nanosecond of
 * their sum, which no other has where the clock is a real one.
 */
public final class Duplicates {
    /** Fewer latencies than this may agree by chance. */
    private static final long FEWEST = 20;

    private Duplicates() {}

    /**
     * Refuses a run given twice to one side, and one that both have, unless both sides are the same runs entirely.
     *
     * @return whether both sides are the same
     */
    public static boolean check(List<Run> base, List<Run> candidate) throws BadInputException {
        Map<Object, Run> inBase = once(base, "the base");
        Map<Object, Run> inCandidate = once(candidate, "the candidate");
        Set<Object> both = new HashSet<>(inBase.keySet());
        both.retainAll(inCandidate.keySet());
        if (both.isEmpty()) {
            return false;
        }
        if (both.size() == base.size() && both.size() == candidate.size()) {
            return true;
        }
        Run shared = inCandidate.get(both.iterator().next());
        throw BadInputException.of(
                shared.source(),
                "this run is on both sides (in the base as "
                        + inBase.get(both.iterator().next()).source() + ")");
    }

    /** The runs by what they hold; refuses one given twice. */
    public static Map<Object, Run> once(List<Run> runs, String side) throws BadInputException {
        Map<Object, Run> seen = new HashMap<>();
        for (Run run : runs) {
            Object identity = identity(run);
            Run before = identity == null ? null : seen.put(identity, run);
            if (before != null) {
                throw BadInputException.of(
                        run.source(),
                        "this run is given twice to " + side + " (also as " + before.source()
                                + "): the same run says nothing about the spread between runs");
            }
        }
        return seen;
    }

    /** What tells it from others; null where too little is known. */
    private static Object identity(Run run) {
        String id = run.environment().get(Run.ID);
        if (id != null) {
            return id;
        }
        Map<String, Distribution> latencies = new HashMap<>();
        boolean exact = false;
        for (Group group : run.groups()) {
            for (Metric metric : group.metrics()) {
                Distribution d = metric.distribution();
                exact |= d.sum() != Distribution.UNKNOWN && d.sumError() == 0 && d.count() >= FEWEST;
                latencies.put(group.key() + metric.name().text(), d);
            }
        }
        return exact ? latencies : null;
    }
}
