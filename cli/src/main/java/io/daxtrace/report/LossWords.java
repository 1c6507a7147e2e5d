package io.daxtrace.report;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.event.LossAccount;
import java.util.Locale;

/** What was lost, in one line. */
public final class LossWords {
    private LossWords() {}

    static String of(Analysis analysis) {
        return analysis.complete() ? "complete: nothing was lost" : incomplete(analysis.loss());
    }

    /** The line for an input of which something was lost, or that was not wholly read. */
    public static String incomplete(LossAccount loss) {
        StringBuilder what = new StringBuilder();
        lost(what, loss.kernelDropped, "events dropped by the kernel");
        lost(what, loss.ringFull, "records dropped for a full ring buffer");
        lost(what, loss.mapFull, "operations dropped for a full map");
        lost(what, loss.missedProbes, "probe runs missed");
        lost(what, loss.unmatchedEntries, "entries without a return");
        lost(what, loss.unmatchedReturns, "returns without an entry");
        lost(what, loss.clamped, "latencies beyond 36 minutes");
        return "INCOMPLETE: " + (what.isEmpty() ? "not all of the input could be read" : what);
    }

    private static void lost(StringBuilder what, long count, String words) {
        if (count != 0) {
            what.append(what.isEmpty() ? "" : ", ").append(String.format(Locale.ROOT, "%,d %s", count, words));
        }
    }
}
