package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.matching.NoData;
import io.daxtrace.compare.mathematics.Beside;
import io.daxtrace.distribution.Distribution;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The comparison of one metric of one cell.
 *
 * @param name the metric; of the base, where {@code candidateName} is another
 * @param noData why nothing was compared, or null
 * @param statistics empty where nothing was compared
 * @param beside what is reported and decides nothing, or null
 * @param baseRuns the latencies of each run that has any; empty where nothing was compared, as are the candidate's
 */
public record MetricResult(
        MetricName name,
        MetricName candidateName,
        boolean gating,
        NoData noData,
        List<StatisticResult> statistics,
        Beside beside,
        List<Distribution> baseRuns,
        List<Distribution> candidateRuns) {
    /** Stands for all metrics of a workload that only one side has. */
    public static final MetricName ALL = new MetricName("(all)");

    /** The heaviest verdict of its gating statistics; of all of them where none gates. */
    public Verdict verdict() {
        if (noData != null) {
            return Verdict.NO_DATA;
        }
        Verdict verdict = Verdict.EQUIVALENT;
        boolean any = statistics.stream().anyMatch(StatisticResult::gating);
        for (StatisticResult statistic : statistics) {
            if (statistic.gating() || !any) {
                verdict = verdict.and(statistic.verdict());
            }
        }
        return verdict;
    }

    /** Whether its verdict counts, be it only that there is none. */
    public boolean decides() {
        return gating || noData != null;
    }

    /**
     * The statistic that stands for it: the slowest of those that regressed, else the fastest of those that improved, else the
     * first undecided one; null where nothing was compared.
     */
    public StatisticResult leading() {
        boolean any = statistics.stream().anyMatch(StatisticResult::gating);
        List<StatisticResult> of =
                statistics.stream().filter(s -> s.gating() || !any).toList();
        Comparator<StatisticResult> slowest = Comparator.comparingDouble(StatisticResult::ratio);
        return with(of, Verdict.REGRESSED)
                .max(slowest)
                .or(() -> with(of, Verdict.IMPROVED).min(slowest))
                .or(() -> with(of, Verdict.INCONCLUSIVE).findFirst())
                .or(() -> of.stream().findFirst())
                .orElse(null);
    }

    private static Stream<StatisticResult> with(List<StatisticResult> of, Verdict verdict) {
        return of.stream().filter(s -> s.verdict() == verdict);
    }
}
