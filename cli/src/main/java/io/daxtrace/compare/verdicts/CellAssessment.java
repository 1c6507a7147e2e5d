package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.matching.Arm;
import io.daxtrace.compare.matching.Comparability;
import io.daxtrace.compare.matching.Matching;
import io.daxtrace.compare.matching.NoData;
import io.daxtrace.compare.mathematics.Beside;
import io.daxtrace.compare.mathematics.Sample;
import io.daxtrace.compare.mathematics.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One cell while the family is gathered: its metrics with their assessments. */
public final class CellAssessment {
    /** An assessment with its p-values. */
    static final class Entry {
        private final Assessment assessment;
        private Significance significance;

        Entry(Assessment assessment) {
            this.assessment = assessment;
        }

        Assessment assessment() {
            return assessment;
        }

        /** Takes what the family makes of it. */
        void adjusted(Significance found) {
            significance = found;
        }

        /** Whatever the adjustment may still change: it never decides what is undecided without it. */
        boolean isUndecided() {
            return assessment.decide(true).verdict() == Verdict.INCONCLUSIVE;
        }

        StatisticResult result(List<String> baseRuns, List<String> candidateRuns) {
            return assessment.result(significance, baseRuns, candidateRuns);
        }
    }

    /** A metric, compared or not. */
    private record Row(
            MetricName name,
            MetricName candidateName,
            boolean gating,
            NoData noData,
            List<Entry> entries,
            Beside beside) {
        static Row of(MetricName name, boolean gating, NoData why) {
            return new Row(name, name, gating, why, List.of(), null);
        }
    }

    private final Matching.Cell cell;
    private final ComparisonOptions options;
    private final boolean across;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private List<MixAssessment.Entry> mix = List.of();

    public CellAssessment(Matching.Cell cell, ComparisonOptions options, boolean across) {
        this.cell = cell;
        this.options = options;
        this.across = across;
        if (cell.base() == null || cell.candidate() == null) {
            String side = cell.base() == null ? "candidate" : "base";
            rows.add(Row.of(MetricResult.ALL, true, NoData.workload(side)));
            return;
        }
        assess();
        if (options.metrics().isEmpty() && isWhole(cell.base()) && isWhole(cell.candidate())) {
            mix = new MixAssessment(cell.base(), cell.candidate(), options.runNoise()).entries();
        }
    }

    private static boolean isWhole(Arm arm) {
        return arm.members().stream().allMatch(Arm.Member::isWhole);
    }

    private void assess() {
        Comparability comparability = new Comparability(cell.base(), cell.candidate(), options.accepted());
        notes.addAll(comparability.notes());
        Set<MetricName> inBase = cell.base().metrics();
        Set<MetricName> inCandidate = cell.candidate().metrics();
        if (inBase.size() == 1 && inCandidate.size() == 1 && !inBase.equals(inCandidate)) {
            MetricName base = inBase.iterator().next();
            MetricName candidate = inCandidate.iterator().next();
            notes.add("\"" + base.text() + "\" is compared with \"" + candidate.text()
                    + "\" because each side has only one");
            rows.add(compared(base, candidate, comparability.loss()));
            return;
        }
        Set<MetricName> all = new LinkedHashSet<>(inBase);
        all.addAll(inCandidate);
        List<String> oneSided = new ArrayList<>();
        for (MetricName name : all) {
            if (!options.wants(name)) {
                continue;
            }
            boolean both = inBase.contains(name) && inCandidate.contains(name);
            NoData refusal = both ? comparability.refusal(name) : null;
            if (refusal != null) {
                rows.add(Row.of(name, options.gates(name), refusal));
            } else if (both) {
                rows.add(compared(name, name, comparability.loss()));
            } else if (across) {
                oneSided.add(name.text());
            } else {
                String side = inBase.contains(name) ? "base" : "candidate";
                rows.add(Row.of(name, options.gates(name), NoData.metric(side)));
            }
        }
        if (!oneSided.isEmpty()) {
            notes.add("on one side only: " + String.join(", ", oneSided));
        }
    }

    private Row compared(MetricName baseName, MetricName candidateName, NoData loss) {
        List<Sample> base = cell.base().samples(baseName, loss != null);
        List<Sample> candidate = cell.candidate().samples(candidateName, loss != null);
        missing("base", cell.base(), base, baseName);
        missing("candidate", cell.candidate(), candidate, candidateName);
        boolean gating = options.gates(baseName) && !repeats(baseName, candidateName);
        List<Entry> entries = new ArrayList<>();
        for (Statistic statistic : options.thresholds().statistics()) {
            entries.add(new Entry(new Assessment(
                    statistic,
                    base,
                    candidate,
                    options.thresholds().relative(statistic),
                    options.thresholds().floor(baseName),
                    options.runNoise(),
                    gating)));
        }
        if (loss != null && entries.stream().allMatch(Entry::isUndecided)) {
            return Row.of(baseName, options.gates(baseName), loss);
        }
        return new Row(baseName, candidateName, gating, null, entries, Beside.of(base, candidate));
    }

    /** Whether an earlier metric has the very same latencies: where all faults are sync faults, fault.sync is fault. */
    private boolean repeats(MetricName baseName, MetricName candidateName) {
        return rows.stream()
                .anyMatch(row -> row.gating
                        && row.noData == null
                        && sameLatencies(cell.base(), row.name, baseName)
                        && sameLatencies(cell.candidate(), row.candidateName, candidateName));
    }

    private static boolean sameLatencies(Arm arm, MetricName a, MetricName b) {
        return arm.members().stream().allMatch(member -> {
            Metric one = member.metrics().get(a);
            Metric other = member.metrics().get(b);
            return one != null && other != null && one.distribution().equals(other.distribution());
        });
    }

    private void missing(String side, Arm arm, List<Sample> samples, MetricName name) {
        int without = arm.members().size() - samples.size();
        if (without > 0) {
            notes.add(without + " of the " + side + "'s " + arm.members().size() + " runs have no latencies of "
                    + name.text());
        }
    }

    public boolean hasCommonMetric() {
        return rows.stream().anyMatch(row -> row.noData == null || row.noData.reason() != NoData.Reason.ONE_SIDED);
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        rows.forEach(row -> entries.addAll(row.entries));
        return entries;
    }

    List<MixAssessment.Entry> mix() {
        return mix;
    }

    /** What came out, once every entry's p-value was adjusted. */
    public CellResult result() {
        List<MetricResult> metrics = new ArrayList<>();
        for (Row row : rows) {
            List<String> baseRuns = sources(cell.base(), row.name);
            List<String> candidateRuns = sources(cell.candidate(), row.candidateName);
            metrics.add(new MetricResult(
                    row.name,
                    row.candidateName,
                    row.gating,
                    row.noData,
                    row.entries.stream()
                            .map(entry -> entry.result(baseRuns, candidateRuns))
                            .toList(),
                    row.beside,
                    row.noData == null ? cell.base().distributions(row.name) : List.of(),
                    row.noData == null ? cell.candidate().distributions(row.candidateName) : List.of()));
        }
        return new CellResult(
                cell.key(),
                sources(cell.base()),
                sources(cell.candidate()),
                complete(),
                metrics,
                Stages.of(metrics),
                notes,
                mixResult());
    }

    private Mix mixResult() {
        boolean compared = rows.stream().anyMatch(row -> row.name.equals(MetricName.FAULT) && row.noData == null);
        return mix.isEmpty()
                ? Mix.NONE
                : new Mix(
                        mix.stream().map(MixAssessment.Entry::result).toList(),
                        compared ? Standardisation.of(cell.base(), cell.candidate(), options) : null);
    }

    private static List<String> sources(Arm arm, MetricName metric) {
        return arm == null ? List.of() : arm.sources(metric);
    }

    private boolean complete() {
        return complete(cell.base()) && complete(cell.candidate());
    }

    private static boolean complete(Arm arm) {
        return arm == null
                || arm.members().stream().allMatch(member -> member.run().complete());
    }

    private static List<String> sources(Arm arm) {
        return arm == null
                ? List.of()
                : arm.members().stream().map(member -> member.run().source()).toList();
    }
}
