package io.daxtrace.report;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.event.LossAccount;
import java.util.Locale;

/** A loss account in words. */
public final class LossText {
    private LossText() {}

    /** Whether all is there, and if not what was lost, in one line. */
    public static String state(Analysis analysis) {
        if (analysis.complete()) {
            return "complete: nothing was lost";
        }
        long most = analysis.mostLost();
        String widened = most == 0
                ? ""
                : String.format(
                        Locale.ROOT, "; quantiles are as wide as at most %,d missing latencies leave them", most);
        long faults = analysis.faults() + analysis.loss().lostFaults;
        return incomplete(of(analysis.loss(), String.format(Locale.ROOT, " of %,d", faults))) + widened;
    }

    /** The line for an input of which something was lost, or that was not wholly read. */
    public static String incomplete(LossAccount loss) {
        return incomplete(of(loss));
    }

    private static String incomplete(String what) {
        return "INCOMPLETE: " + (what.isEmpty() ? "not all of the input could be read" : what);
    }

    /** {@code 2 faults lost, 3 records dropped for a full ring buffer}; empty when nothing was lost. */
    public static String of(LossAccount loss) {
        return of(loss, "");
    }

    private static String of(LossAccount loss, String ofAll) {
        StringBuilder what = new StringBuilder();
        lost(what, loss.lostFaults, (ofAll + " faults lost").strip());
        lost(what, loss.kernelDropped, "events dropped by the kernel");
        lost(what, loss.ringFull, "records dropped for a full ring buffer");
        lost(what, loss.mapFull, "operations dropped for a full map");
        lost(what, loss.missedProbes, "probe runs missed");
        lost(what, loss.unmatchedEntries, "entries without a return");
        lost(what, loss.unmatchedReturns, "returns without an entry");
        lost(what, loss.clamped, "latencies beyond 36 minutes");
        return what.toString();
    }

    private static void lost(StringBuilder what, long count, String words) {
        if (count != 0) {
            what.append(what.isEmpty() ? "" : ", ").append(String.format(Locale.ROOT, "%,d %s", count, words));
        }
    }
}
