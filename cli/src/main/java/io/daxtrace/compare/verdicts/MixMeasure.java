package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.mathematics.ShareDifference.Counted;
import io.daxtrace.event.FsyncCall;

/**
 * What is counted of a workload beside its latencies.
 *
 * @param cause of the fsync calls of {@link Kind#FSYNC_RATE}, else null
 */
public record MixMeasure(Kind kind, FsyncCall.Cause cause) {
    /** What a program would rather have of it. */
    public enum Better {
        LESS,
        MORE,
        /** It depends on what the program is for. */
        NEITHER
    }

    /** What, and from which difference on it matters: of shares that of the shares, of rates a ratio less 1. */
    public enum Kind {
        /** Sync faults, of those that completed. */
        SYNC("share.sync", Counted.FAULTS, 0.02, Better.LESS),
        /** Failed faults, of all. */
        FAILED("share.failed", Counted.FAULTS, 0.001, Better.LESS),
        /** Faults that made a mapping larger than a page, of those whose size is known. */
        PMD("share.pmd", Counted.FAULTS, 0.02, Better.MORE),
        /** Fallbacks of a fault. */
        FALLBACKS("fallbacks", Counted.EVENTS, 0.02, Better.LESS),
        /** Retries of a fault. */
        RETRIES("retries", Counted.EVENTS, 0.02, Better.LESS),
        /** Faults a second. */
        FAULT_RATE("rate.fault", null, 0.1, Better.NEITHER),
        /** Fsync calls of one cause a second. */
        FSYNC_RATE("rate.fsync", null, 0.1, Better.NEITHER);

        private final String word;
        private final Counted counted;
        private final double matters;
        private final Better better;

        Kind(String word, Counted counted, double matters, Better better) {
            this.word = word;
            this.counted = counted;
            this.matters = matters;
            this.better = better;
        }

        /** Whether it is counted a second, and compared as a ratio; else for each fault, and compared as a difference. */
        public boolean isRate() {
            return counted == null;
        }

        Counted counted() {
            return counted;
        }

        double matters() {
            return matters;
        }
    }

    /** As in JSON: {@code share.sync}, {@code rate.fsync.msync}. */
    public String name() {
        return cause == null ? kind.word : kind.word + "." + cause.word();
    }

    public Better better() {
        return kind.better;
    }
}
