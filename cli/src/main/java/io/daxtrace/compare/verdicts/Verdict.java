package io.daxtrace.compare.verdicts;

/** What can be said of one statistic, and of all of them together. In order of weight: the first of several counts. */
public enum Verdict {
    /** Slower by more than the band: the whole confidence interval lies above it. */
    REGRESSED,
    /** There is nothing to compare. */
    NO_DATA,
    /** Neither shown to differ nor shown to be the same; a {@link Reason} says why. */
    INCONCLUSIVE,
    /** Faster by more than the band. */
    IMPROVED,
    /** Shown to differ by less than the band. */
    EQUIVALENT;

    /** The heavier of the two. */
    public Verdict and(Verdict other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Why nothing could be concluded. */
    public enum Reason {
        /** The runs, or the values in them, scatter too much. */
        NOISE("noise"),
        /** Buckets or clock ticks are too coarse: more runs would not help. */
        RESOLUTION("resolution"),
        /** It would have been decided if runs were known not to differ: make three a side. */
        SINGLE_RUN("single-run"),
        /** Too few values lie beyond the quantile. */
        TAIL_N("tail-n"),
        /** It would have been decided if nothing had been lost. */
        LOSS("loss");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
