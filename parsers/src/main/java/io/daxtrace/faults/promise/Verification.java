package io.daxtrace.faults.promise;

import io.daxtrace.event.Capture;
import io.daxtrace.event.LossAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a capture proves.
 *
 * @param capture the input
 * @param account its promises
 * @param incomplete whether events were lost or could not be read
 * @param gaps why promises may have been made that are in no count, a sentence each; empty when all were seen
 */
public record Verification(Capture capture, PromiseAccount account, boolean incomplete, List<String> gaps) {
    /** The answer for one capture. */
    public enum Verdict {
        /** Each promise was proved to be kept, and none can have been overlooked. */
        KEPT,
        BROKEN,
        /** No violation was seen, but not all is proved. */
        UNKNOWN,
        /** No fault needed a sync, and none can have been overlooked. */
        NONE;

        /** The word in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Verification {
        gaps = List.copyOf(gaps);
    }

    /** The result of a check whose capture has been read to its end. */
    public static Verification of(Capture capture, PromiseCheck check) {
        PromiseAccount account = check.finish();
        List<String> gaps = new ArrayList<>();
        boolean lost = check.losses() > 0 || isLossy(capture.loss());
        if (lost) {
            gaps.add("events were lost in recording");
        }
        if (capture.truncated) {
            gaps.add("not all of the capture could be read");
        }
        if (!check.seesResults() && account.total() == 0) {
            gaps.add("no event tells whether a fault needed a sync: trace the fs_dax events, or the return value of"
                    + " dax_iomap_fault");
        }
        return new Verification(capture, account, lost || capture.truncated, gaps);
    }

    public Verdict verdict() {
        if (account.broken() > 0) {
            return Verdict.BROKEN;
        }
        if (account.unknown() > 0 || !gaps.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        return account.kept() > 0 ? Verdict.KEPT : Verdict.NONE;
    }

    private static boolean isLossy(LossAccount loss) {
        return (loss.kernelDropped
                        | loss.ringFull
                        | loss.mapFull
                        | loss.missedProbes
                        | loss.unmatchedEntries
                        | loss.unmatchedReturns)
                != 0;
    }
}
