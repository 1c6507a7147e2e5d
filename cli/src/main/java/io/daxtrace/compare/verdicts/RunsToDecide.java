package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.LogRatio;
import io.daxtrace.compare.mathematics.RunLevelLogRatio;

/**
 * How many runs a side would decide what is undecided, in four comparisons of five.
 *
 * <p>Taken for true: that the ratio is what was found, that runs scatter as they did, and that the rest of the invocation stays
 * as it is. With R runs a side the interval then begins t * s * sqrt(2 / R) from where buckets alone would have it, and is
 * itself as far off in one comparison of five; the smallest R is taken at which it lies beyond the band all the same, or within
 * it. Where a change has to be shown, t is that of the level that the adjustment leaves for it.
 *
 * <p>It is an estimate, good for planning and no promise: the spread of five runs may be off by a factor of 0.6 to 2.9, and the
 * number goes with its square. A ratio near the edge of the band needs many, on the edge no number is enough. Whether a change
 * or none would be found is not said, as the ratio is not known.
 *
 * @param runs a side, {@link #MOST} at most; 0 where that many are not enough, or where nothing tells
 * @param spread what was known of how runs differ
 * @param latencies how many each run needs at least, for runs of any number to decide; 0 where all have enough
 */
public record RunsToDecide(int runs, Spread spread, long latencies) {
    /** More than these are not asked for. */
    public static final int MOST = 1000;

    private static final double MAY_MISS = 0.2;

    /** The interval of this confidence is as far off as one comparison in five is. */
    private static final double MISSING_CONFIDENCE = 1 - 2 * MAY_MISS;

    /** Where the spread between runs comes from. */
    public enum Spread {
        /** Three runs or more of one side at least. */
        MEASURED,
        /** One run or two a side show nothing of it: the number holds if it is what was assumed. */
        ASSUMED,
        /** Nor do the latencies within the runs bound anything: there is no number. */
        UNKNOWN
    }

    /**
     * Of an undecided ratio.
     *
     * @param level what the one-sided p-value has to lie below
     * @param fewer how many runs the side with fewer of them has
     * @param measured whether a side has runs enough for a spread
     */
    static RunsToDecide of(LogRatio ratio, Band band, double level, int fewer, boolean measured, long latencies) {
        if (ratio.withRuns(MOST) == null) {
            return new RunsToDecide(0, Spread.UNKNOWN, latencies);
        }
        int least = Math.max(RunLevelLogRatio.RUNS_FOR_SPREAD, fewer + 1);
        return new RunsToDecide(
                fewest(ratio, band.log(), level, least), measured ? Spread.MEASURED : Spread.ASSUMED, latencies);
    }

    private static int fewest(LogRatio ratio, double band, double level, int least) {
        int runs = Math.max(least, about(ratio.withRuns(MOST), band, level));
        while (runs <= MOST && missed(ratio.withRuns(runs), band, level) > MAY_MISS) {
            runs++;
        }
        return runs <= MOST ? runs : 0;
    }

    /** As if t did not depend on the number of runs: too few, and not by many. */
    private static int about(LogRatio most, double band, double level) {
        Interval known = most.identified();
        double above = known.low() - band;
        double below = -band - known.high();
        double room = Math.max(above, below);
        double confidence = 1 - 2 * level;
        if (room <= 0) {
            room = Math.min(known.low() + band, band - known.high());
            confidence = Decision.EQUIVALENCE_CONFIDENCE;
        }
        if (!(room > 0)) {
            return MOST + 1;
        }
        double needed = margin(most, confidence) + margin(most, MISSING_CONFIDENCE);
        return (int) Math.min(MOST + 1, MOST * (needed / room) * (needed / room));
    }

    /** How far the interval reaches beyond what buckets alone leave open, the same on both sides. */
    private static double margin(LogRatio ratio, double confidence) {
        Interval known = ratio.identified();
        Interval interval = ratio.interval(confidence);
        return Double.isFinite(known.low()) ? known.low() - interval.low() : interval.high() - known.high();
    }

    /** The chance that it stays undecided. */
    private static double missed(LogRatio with, double band, double level) {
        Interval known = with.identified();
        if (known.low() > band) {
            return with.pAbove(band + margin(with, 1 - 2 * level));
        }
        if (known.high() < -band) {
            return with.pBelow(-band - margin(with, 1 - 2 * level));
        }
        double within = margin(with, Decision.EQUIVALENCE_CONFIDENCE);
        return with.pAbove(within - band) + with.pBelow(band - within);
    }
}
