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
 * it. A change has to be shown at one of the levels that the adjustment leaves for it.
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
     * @param levels what a one-sided p-value has to lie below
     * @param fewer how many runs the side with fewer of them has
     * @param measured whether a side has runs enough for a spread
     */
    static RunsToDecide of(
            LogRatio ratio, Band band, Significance.Levels levels, int fewer, boolean measured, long latencies) {
        if (ratio.withRuns(MOST) == null) {
            return new RunsToDecide(0, Spread.UNKNOWN, latencies);
        }
        int least = Math.max(RunLevelLogRatio.RUNS_FOR_SPREAD, fewer + 1);
        return new RunsToDecide(
                fewest(ratio, band.log(), levels, least), measured ? Spread.MEASURED : Spread.ASSUMED, latencies);
    }

    private static int fewest(LogRatio ratio, double band, Significance.Levels levels, int least) {
        int runs = Math.max(least, about(ratio.withRuns(MOST), band, levels));
        while (runs <= MOST && missed(ratio.withRuns(runs), band, levels) > MAY_MISS) {
            runs++;
        }
        return runs <= MOST ? runs : 0;
    }

    /** As if t did not depend on the number of runs: too few, and not by many. */
    private static int about(LogRatio most, double band, Significance.Levels levels) {
        Interval known = most.identified();
        double found = Math.max(known.low(), -known.high());
        if (found > band) {
            int atBand = about(most, margin(most, confidence(levels.band())), found - band);
            int atInterval = about(most, margin(most, Decision.CONFIDENCE), found - band);
            int noChange =
                    levels.noChange() == 0 ? MOST + 1 : about(most, margin(most, confidence(levels.noChange())), found);
            return Math.min(atBand, Math.max(atInterval, noChange));
        }
        double room = Math.min(known.low() + band, band - known.high());
        return room > 0 ? about(most, margin(most, Decision.EQUIVALENCE_CONFIDENCE), room) : MOST + 1;
    }

    private static int about(LogRatio most, double margin, double room) {
        double needed = margin + margin(most, MISSING_CONFIDENCE);
        return (int) Math.min(MOST + 1, MOST * (needed / room) * (needed / room));
    }

    private static double confidence(double level) {
        return 1 - 2 * level;
    }

    /** What the end of what is known has to exceed, so that a change is shown. */
    private static double showing(LogRatio with, double band, Significance.Levels levels) {
        double atBand = band + margin(with, confidence(levels.band()));
        if (levels.noChange() == 0) {
            return atBand;
        }
        double noChange = margin(with, confidence(levels.noChange()));
        return Math.min(atBand, Math.max(band + margin(with, Decision.CONFIDENCE), noChange));
    }

    /** How far the interval reaches beyond what buckets alone leave open, the same on both sides. */
    private static double margin(LogRatio ratio, double confidence) {
        Interval known = ratio.identified();
        Interval interval = ratio.interval(confidence);
        return Double.isFinite(known.low()) ? known.low() - interval.low() : interval.high() - known.high();
    }

    /** The chance that it stays undecided. */
    private static double missed(LogRatio with, double band, Significance.Levels levels) {
        Interval known = with.identified();
        if (known.low() > band) {
            return with.pAbove(showing(with, band, levels));
        }
        if (known.high() < -band) {
            return with.pBelow(-showing(with, band, levels));
        }
        double within = margin(with, Decision.EQUIVALENCE_CONFIDENCE);
        return with.pAbove(within - band) + with.pBelow(band - within);
    }
}
