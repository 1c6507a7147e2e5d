package io.daxtrace.compare;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.RunsToDecide;
import io.daxtrace.compare.verdicts.Stages;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a comparison comes to: how many workloads have which verdict, the worst of them, where that sits, and what would decide
 * the undecided ones.
 *
 * @param workloads the worst first
 */
public record Answer(List<Workload> workloads) {
    /**
     * One workload.
     *
     * @param verdict null where nothing was compared that decides
     * @param metric that stands for the verdict, or null
     * @param statistic of that metric, or null where it has no data
     */
    public record Workload(CellResult cell, Verdict verdict, MetricResult metric, StatisticResult statistic) {
        static Workload of(CellResult cell) {
            Verdict verdict = cell.verdict();
            MetricResult worst = null;
            for (MetricResult metric : cell.metrics()) {
                if (metric.decides()
                        && metric.verdict() == verdict
                        && (worst == null || size(metric.leading()) > size(worst.leading()))) {
                    worst = metric;
                }
            }
            return new Workload(cell, verdict, worst, worst == null ? null : worst.leading());
        }

        /** Which stage of the fault carries most of the change; null where none does, or nobody knows. */
        public Stages.Stage stage() {
            if (cell.stages() == null || statistic == null || !isOfFaults()) {
                return null;
            }
            Stages.Stage main = cell.stages().main();
            boolean sameWay = main != null && main.difference() > 0 == statistic.ratio() > 1;
            return sameWay && !isOutside() ? main : null;
        }

        /** Whether the program saw it in a fault and the fault itself is equivalent: it sits before and after the stages. */
        public boolean isOutside() {
            return statistic != null
                    && metric.name().kind() == MetricName.Kind.USER
                    && statistic.verdict() != Verdict.EQUIVALENT
                    && cell.metrics().stream()
                            .filter(other -> other.name().equals(MetricName.FAULT))
                            .flatMap(other -> other.statistics().stream())
                            .anyMatch(s ->
                                    s.statistic().equals(statistic.statistic()) && s.verdict() == Verdict.EQUIVALENT);
        }

        private boolean isOfFaults() {
            MetricName.Kind kind = metric.name().kind();
            return kind == MetricName.Kind.FAULT || kind == MetricName.Kind.USER;
        }

        private static double size(StatisticResult statistic) {
            return statistic == null ? Double.POSITIVE_INFINITY : Math.abs(Math.log(statistic.ratio()));
        }
    }

    /**
     * What is undecided in the workloads of that verdict.
     *
     * @param reasons all of them
     * @param least the fewest runs a side that decide any statistic, 0 where no number up to {@link RunsToDecide#MOST} does
     * @param most the runs that decide each for which there is a number; 0 where {@link RunsToDecide#MOST} are not enough
     * @param numbered whether more runs help any of them by a number, known or beyond
     * @param assumed whether a number rests on an assumed spread
     * @param unknown whether more runs help one of which nothing tells how many
     */
    public record Undecided(
            Set<Verdict.Reason> reasons, int least, int most, boolean numbered, boolean assumed, boolean unknown) {
        static Undecided of(List<StatisticResult> statistics) {
            Set<Verdict.Reason> reasons = EnumSet.noneOf(Verdict.Reason.class);
            int least = RunsToDecide.MOST + 1;
            int most = 0;
            boolean assumed = false;
            boolean unknown = false;
            for (StatisticResult s : statistics) {
                reasons.add(s.reason());
                RunsToDecide needed = s.runsToDecide();
                if (needed == null) {
                    continue;
                }
                if (needed.spread() == RunsToDecide.Spread.UNKNOWN) {
                    unknown = true;
                    continue;
                }
                assumed |= needed.spread() == RunsToDecide.Spread.ASSUMED;
                int runs = needed.runs() == 0 ? RunsToDecide.MOST + 1 : needed.runs();
                least = Math.min(least, runs);
                most = Math.max(most, runs);
            }
            return new Undecided(
                    reasons,
                    least > RunsToDecide.MOST ? 0 : least,
                    most > RunsToDecide.MOST ? 0 : most,
                    most > 0,
                    assumed,
                    unknown);
        }
    }

    /** Of a finished comparison. */
    public static Answer of(Comparison comparison) {
        List<Workload> workloads = new ArrayList<>();
        comparison.cells().forEach(cell -> workloads.add(Workload.of(cell)));
        workloads.sort(Comparator.comparingInt(Answer::weight).thenComparingDouble(w -> -Workload.size(w.statistic)));
        return new Answer(List.copyOf(workloads));
    }

    private static int weight(Workload workload) {
        return workload.verdict == null ? Verdict.values().length : workload.verdict.ordinal();
    }

    /** How many workloads have this verdict. */
    public int count(Verdict verdict) {
        return (int) workloads.stream().filter(w -> w.verdict == verdict).count();
    }

    /** The first of the workloads with this verdict, or null. */
    public Workload worst(Verdict verdict) {
        return workloads.stream().filter(w -> w.verdict == verdict).findFirst().orElse(null);
    }

    /** What is undecided in workloads of which nothing was shown. */
    public Undecided undecided() {
        return Undecided.of(workloads.stream()
                .filter(w -> w.verdict == Verdict.INCONCLUSIVE)
                .flatMap(w -> w.cell.metrics().stream())
                .filter(MetricResult::gating)
                .flatMap(metric -> metric.statistics().stream())
                .filter(s -> s.gating() && s.verdict() == Verdict.INCONCLUSIVE)
                .toList());
    }
}
