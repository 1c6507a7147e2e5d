package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.matching.Arm;
import io.daxtrace.compare.mathematics.LogRatio;
import io.daxtrace.compare.mathematics.RunLevelLogRatio;
import io.daxtrace.compare.mathematics.RunStatistic;
import io.daxtrace.compare.mathematics.Sample;
import io.daxtrace.compare.mathematics.Share;
import io.daxtrace.compare.mathematics.ShareDifference;
import io.daxtrace.compare.mathematics.SideValue;
import io.daxtrace.compare.mathematics.StandardisedMean;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.mathematics.WithinRunLogRatio;
import java.util.ArrayList;
import java.util.List;

/** Takes the mix of sync and async faults out of the fault's mean: both sides are weighted by the base's. */
final class Standardisation {
    private Standardisation() {}

    /** Null where a run lacks latencies of a kind that the base has. */
    static Mix.Standardised of(Arm base, Arm candidate, ComparisonOptions options) {
        List<Share> shares = new ArrayList<>();
        for (Arm.Member member : base.members()) {
            FaultCounts faults = member.faults();
            if (faults.sync() + faults.async() == 0) {
                return null;
            }
            shares.add(new Share(faults.sync(), faults.sync() + faults.async()));
        }
        double share = ShareDifference.mean(shares);
        boolean measured =
                Math.max(base.members().size(), candidate.members().size()) >= RunLevelLogRatio.RUNS_FOR_SPREAD;
        double runNoise = measured ? 0 : options.runNoise();
        List<RunStatistic> b = means(base, share, Assessment.worth(runNoise));
        List<RunStatistic> c = means(candidate, share, Assessment.worth(runNoise));
        if (b == null || c == null) {
            return null;
        }
        double smaller = Math.min(SideValue.of(b, 0).value(), SideValue.of(c, 0).value());
        Thresholds thresholds = options.thresholds();
        Band band = Band.of(thresholds.relative(Statistic.MEAN), thresholds.floor(MetricName.FAULT), smaller);
        LogRatio ratio = Assessment.ratio(b, c, measured, runNoise);
        LogRatio noiseless = runNoise == 0 ? ratio : new WithinRunLogRatio(b, c, 0);
        return new Mix.Standardised(
                share,
                Math.exp(ratio.estimate()),
                ratio.interval(Decision.CONFIDENCE).exp(),
                Decision.of(ratio, noiseless, ratio, band, true, false).verdict());
    }

    private static List<RunStatistic> means(Arm arm, double share, double worth) {
        List<RunStatistic> means = new ArrayList<>();
        for (Arm.Member member : arm.members()) {
            RunStatistic sync = mean(member, MetricName.FAULT_SYNC, worth);
            RunStatistic async = mean(member, MetricName.FAULT_ASYNC, worth);
            if (sync == null && share > 0 || async == null && share < 1) {
                return null;
            }
            means.add(new StandardisedMean(sync, async, share));
        }
        return means;
    }

    private static RunStatistic mean(Arm.Member member, MetricName name, double worth) {
        Metric metric = member.metrics().get(name);
        return metric == null || metric.distribution().count() == 0
                ? null
                : Statistic.MEAN.of(Sample.of(metric.distribution(), metric.values()), worth);
    }
}
