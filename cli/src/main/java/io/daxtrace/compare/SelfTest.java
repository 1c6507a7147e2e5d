package io.daxtrace.compare;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.matching.Arm;
import io.daxtrace.compare.matching.Duplicates;
import io.daxtrace.compare.matching.Matching;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.event.BadInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How much to trust the gate on this machine: runs of one and the same system are split in two again and again, and
 * compared as if they were two systems. Whatever is found then is false.
 */
public final class SelfTest {
    private static final int FEWEST_RUNS = 2;

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private int splits;
    private int regressed;
    private int improved;

    private SelfTest() {}

    /**
     * One statistic of one metric of one workload.
     *
     * @param spread the standard deviation between all runs, as a share
     * @param verdicts how often each came out, by ordinal
     */
    @SuppressWarnings("ArrayRecordComponent") // only ever read
    public record Line(
            Map<String, String> key,
            MetricName metric,
            Statistic statistic,
            boolean gating,
            double spread,
            int[] verdicts) {}

    /**
     * What came out.
     *
     * @param splits how many comparisons were made
     * @param regressed in how many of them anything regressed that decides
     * @param improved in how many of them anything improved
     */
    public record Result(int splits, int regressed, int improved, List<Line> lines) {}

    /**
     * Splits and compares.
     *
     * @param repetitions how often each workload is split
     * @throws BadInputException when no workload has two runs or more
     */
    public static Result of(List<Run> runs, ComparisonOptions options, int repetitions, long seed)
            throws BadInputException {
        Duplicates.once(runs, "the self test");
        List<String> keys = options.match() == null ? Matching.DEFAULT_KEYS : options.match();
        SelfTest test = new SelfTest();
        Random random = new Random(seed);
        for (Arm workload : Matching.arms(runs, keys, List.of()).values()) {
            List<Run> same = new ArrayList<>();
            workload.members().forEach(member -> same.add(member.run()));
            if (same.size() >= FEWEST_RUNS) {
                for (int i = 0; i < repetitions; i++) {
                    Collections.shuffle(same, random);
                    int half = same.size() / 2;
                    test.add(new Comparer(options).compare(same.subList(0, half), same.subList(half, same.size())));
                }
                test.spreads(same, options);
            }
        }
        if (test.splits == 0) {
            throw BadInputException.of(
                    runs.get(0).source(),
                    "no workload has two runs or more among the " + runs.size()
                            + " given: a self test needs several runs of one workload, four at least to be of use");
        }
        return new Result(test.splits, test.regressed, test.improved, List.copyOf(test.lines.values()));
    }

    private void add(Comparison comparison) {
        splits++;
        regressed += comparison.has(Verdict.REGRESSED) ? 1 : 0;
        improved += comparison.has(Verdict.IMPROVED) ? 1 : 0;
        for (CellResult cell : comparison.cells()) {
            for (MetricResult metric : cell.metrics()) {
                for (StatisticResult s : metric.statistics()) {
                    Line line = lines.computeIfAbsent(
                            cell.key() + metric.name().text() + s.statistic().name(),
                            k -> new Line(
                                    cell.key(),
                                    metric.name(),
                                    s.statistic(),
                                    metric.gating(),
                                    Double.NaN,
                                    new int[Verdict.values().length]));
                    line.verdicts[s.verdict().ordinal()]++;
                }
            }
        }
    }

    /** All runs compared with themselves: what is wanted is their spread. */
    private void spreads(List<Run> same, ComparisonOptions options) throws BadInputException {
        for (CellResult cell : new Comparer(options).compare(same, same).cells()) {
            for (MetricResult metric : cell.metrics()) {
                for (StatisticResult s : metric.statistics()) {
                    lines.computeIfPresent(
                            cell.key() + metric.name().text() + s.statistic().name(),
                            (k, line) -> new Line(
                                    line.key,
                                    line.metric,
                                    line.statistic,
                                    line.gating,
                                    s.base().spread(),
                                    line.verdicts));
                }
            }
        }
    }
}
