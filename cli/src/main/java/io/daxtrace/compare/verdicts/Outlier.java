package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.mathematics.Interval;

/**
 * A run that lies apart from the others of its side by more than matters, and what would be said without it. The verdict is the one
 * with it: nothing is chosen by what comes out.
 *
 * @param inBase whether the run is of the base
 * @param run its source; not escaped
 * @param ratio its statistic by the others'
 * @param ratioWithout candidate / base without it
 * @param intervalWithout where that lies with 95 % confidence
 * @param reasonWithout why the verdict without it is inconclusive, else null
 */
public record Outlier(
        boolean inBase,
        String run,
        double ratio,
        double ratioWithout,
        Interval intervalWithout,
        Verdict verdictWithout,
        Verdict.Reason reasonWithout) {}
