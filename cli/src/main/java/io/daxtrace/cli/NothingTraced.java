package io.daxtrace.cli;

import io.daxtrace.bpf.Tracer;
import io.daxtrace.event.Printable;
import java.util.List;

/** Why not one operation was traced, as far as the programs can tell. */
final class NothingTraced {
    private NothingTraced() {}

    /**
     * In a sentence.
     *
     * @param filters as they were given
     */
    static String why(Tracer tracer, List<String> filters) {
        if (!tracer.loss().isZero()) {
            return "no operation is left of those that were seen: the others were lost";
        }
        return why(tracer.isFiltered(), tracer.isTooShort(), filters);
    }

    /**
     * In a sentence, when nothing was lost.
     *
     * @param filtered whether a probe saw an operation that the filters do not match
     * @param tooShort whether one matched, and took less than the minimum latency
     */
    static String why(boolean filtered, boolean tooShort, List<String> filters) {
        String given = Printable.escape(String.join(", ", filters));
        if (tooShort) {
            return "there were operations, but those that match took less than the minimum latency (" + given + ")";
        }
        if (filtered) {
            return "there were operations on DAX files, but none that matches the filters (" + given + ")";
        }
        return "no thread touched a new page of a mapped DAX file, or flushed a DAX file, in this time."
                + " The probes are attached; daxtrace doctor proves them with a fault of its own";
    }
}
