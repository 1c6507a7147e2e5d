package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.matching.NoData;
import io.daxtrace.compare.mathematics.Beside;
import java.util.List;

/**
 * The comparison of one metric of one cell.
 *
 * @param name the metric; of the base, where {@code candidateName} is another
 * @param noData why nothing was compared, or null
 * @param statistics empty where nothing was compared
 * @param beside what is reported and decides nothing, or null
 */
public record MetricResult(
        MetricName name,
        MetricName candidateName,
        boolean gating,
        NoData noData,
        List<StatisticResult> statistics,
        Beside beside) {
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
}
