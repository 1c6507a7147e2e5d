package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.matching.Arm;
import io.daxtrace.compare.mathematics.Difference;
import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.LogRatio;
import io.daxtrace.compare.mathematics.RunLevelLogRatio;
import io.daxtrace.compare.mathematics.RunRate;
import io.daxtrace.compare.mathematics.RunStatistic;
import io.daxtrace.compare.mathematics.Share;
import io.daxtrace.compare.mathematics.ShareDifference;
import io.daxtrace.compare.mathematics.ShareDifference.Counted;
import io.daxtrace.compare.mathematics.SideValue;
import io.daxtrace.compare.mathematics.WithinRunLogRatio;
import io.daxtrace.event.FsyncCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The mix of one workload while its family is gathered. */
final class MixAssessment {
    /** One measure of both sides. */
    static final class Entry {
        private final MixMeasure measure;
        private final double base;
        private final double candidate;
        private final Difference difference;
        private final Difference noiseless;
        private final double band;
        private final int baseRuns;
        private final int candidateRuns;
        private Significance significance;

        Entry(
                MixMeasure measure,
                double base,
                double candidate,
                Difference difference,
                Difference noiseless,
                int baseRuns,
                int candidateRuns) {
            this.measure = measure;
            this.base = base;
            this.candidate = candidate;
            this.difference = difference;
            this.noiseless = noiseless;
            this.baseRuns = baseRuns;
            this.candidateRuns = candidateRuns;
            double matters = measure.kind().matters();
            band = measure.kind().isRate() ? Math.log1p(matters) : matters;
        }

        double p() {
            return Math.min(difference.pAbove(band), difference.pBelow(-band));
        }

        double pNoChange() {
            return Math.min(difference.pAbove(0), difference.pBelow(0));
        }

        /** Takes what the family makes of it. */
        void adjusted(Significance found) {
            significance = found;
        }

        MixResult result() {
            boolean rate = measure.kind().isRate();
            Interval interval = difference.interval(Decision.CONFIDENCE);
            MixResult.Change verdict = verdict(difference, significance.shown());
            Verdict.Reason reason = null;
            if (verdict == MixResult.Change.INCONCLUSIVE) {
                boolean single = verdict(noiseless, true) != MixResult.Change.INCONCLUSIVE && noiseless != difference;
                reason = single ? Verdict.Reason.SINGLE_RUN : Verdict.Reason.NOISE;
            }
            return new MixResult(
                    measure,
                    base,
                    candidate,
                    baseRuns,
                    candidateRuns,
                    rate ? Math.exp(difference.estimate()) : difference.estimate(),
                    rate ? interval.exp() : interval,
                    measure.kind().matters(),
                    significance.p(),
                    significance.holm(),
                    significance.pNoChange(),
                    significance.benjaminiHochberg(),
                    verdict,
                    reason);
        }

        private MixResult.Change verdict(Difference of, boolean shown) {
            Interval at95 = of.interval(Decision.CONFIDENCE);
            if (at95.low() > band && shown) {
                return MixResult.Change.MORE;
            }
            if (at95.high() < -band && shown) {
                return MixResult.Change.LESS;
            }
            Interval at90 = of.interval(Decision.EQUIVALENCE_CONFIDENCE);
            return at90.low() > -band && at90.high() < band
                    ? MixResult.Change.EQUIVALENT
                    : MixResult.Change.INCONCLUSIVE;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final List<Arm.Member> base;
    private final List<Arm.Member> candidate;
    private final boolean measured;
    private final double runNoise;
    private final double worth;

    /** Of two sides of which no run lost anything. */
    MixAssessment(Arm base, Arm candidate, double assumedNoise) {
        this.base = base.members();
        this.candidate = candidate.members();
        measured = Math.max(this.base.size(), this.candidate.size()) >= RunLevelLogRatio.RUNS_FOR_SPREAD;
        runNoise = measured ? 0 : assumedNoise;
        worth = Assessment.worth(runNoise);
        share(MixMeasure.Kind.SYNC, FaultCounts::sync, counts -> counts.sync() + counts.async());
        share(MixMeasure.Kind.FAILED, FaultCounts::failed, FaultCounts::total);
        share(MixMeasure.Kind.PMD, FaultCounts::pmd, counts -> counts.pte() + counts.pmd());
        share(MixMeasure.Kind.FALLBACKS, FaultCounts::fallbacks, FaultCounts::total);
        share(MixMeasure.Kind.RETRIES, FaultCounts::retries, FaultCounts::total);
        rate(
                new MixMeasure(MixMeasure.Kind.FAULT_RATE, null),
                member -> member.faults().total());
        for (FsyncCall.Cause cause : FsyncCall.Cause.values()) {
            rate(new MixMeasure(MixMeasure.Kind.FSYNC_RATE, cause), member -> calls(member, cause));
        }
    }

    private static long calls(Arm.Member member, FsyncCall.Cause cause) {
        Metric metric = member.metrics().get(MetricName.fsync(cause));
        return metric == null ? 0 : metric.distribution().count();
    }

    List<Entry> entries() {
        return entries;
    }

    /** Where all are of a kind, or none, in every run of both sides, there is nothing to say. */
    private void share(MixMeasure.Kind kind, ToLongFunction<FaultCounts> part, ToLongFunction<FaultCounts> of) {
        List<Share> b = shares(base, kind, part, of);
        List<Share> c = shares(candidate, kind, part, of);
        boolean none = b.stream().allMatch(run -> run.part() == 0) && c.stream().allMatch(run -> run.part() == 0);
        boolean all = b.stream().allMatch(run -> run.part() == run.of())
                && c.stream().allMatch(run -> run.part() == run.of());
        if (b.isEmpty() || c.isEmpty() || none || all) {
            return;
        }
        Difference difference = new ShareDifference(b, c, kind.counted(), runNoise, worth);
        entries.add(new Entry(
                new MixMeasure(kind, null),
                ShareDifference.mean(b),
                ShareDifference.mean(c),
                difference,
                runNoise == 0 ? difference : new ShareDifference(b, c, kind.counted(), 0, worth),
                b.size(),
                c.size()));
    }

    /** A profile may say anything: more of a kind than there are is not known. */
    private static List<Share> shares(
            List<Arm.Member> side,
            MixMeasure.Kind kind,
            ToLongFunction<FaultCounts> part,
            ToLongFunction<FaultCounts> of) {
        return side.stream()
                .map(Arm.Member::faults)
                .filter(counts -> of.applyAsLong(counts) > 0)
                .map(counts -> new Share(part.applyAsLong(counts), of.applyAsLong(counts)))
                .filter(share -> kind.counted() == Counted.EVENTS || share.part() <= share.of())
                .toList();
    }

    /** A rate has a logarithm where something occurred in every run, and each has a span. */
    private void rate(MixMeasure measure, ToLongFunction<Arm.Member> count) {
        ToDoubleFunction<Arm.Member> rate = member -> member.run().span() == 0 ? 0 : (double) count.applyAsLong(member);
        if (base.stream().anyMatch(member -> rate.applyAsDouble(member) == 0)
                || candidate.stream().anyMatch(member -> rate.applyAsDouble(member) == 0)) {
            return;
        }
        List<RunStatistic> b = rates(base, count);
        List<RunStatistic> c = rates(candidate, count);
        LogRatio ratio = Assessment.ratio(b, c, measured, runNoise);
        entries.add(new Entry(
                measure,
                SideValue.of(b, 0).value(),
                SideValue.of(c, 0).value(),
                ratio,
                runNoise == 0 ? ratio : new WithinRunLogRatio(b, c, 0),
                b.size(),
                c.size()));
    }

    private List<RunStatistic> rates(List<Arm.Member> side, ToLongFunction<Arm.Member> count) {
        List<RunStatistic> rates = new ArrayList<>();
        for (Arm.Member member : side) {
            rates.add(new RunRate(count.applyAsLong(member), member.run().span(), worth));
        }
        return rates;
    }
}
