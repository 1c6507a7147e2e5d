package io.daxtrace.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.Answer;
import io.daxtrace.compare.Comparer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.Samples;
import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.compare.verdicts.MixMeasure;
import io.daxtrace.compare.verdicts.MixMeasure.Kind;
import io.daxtrace.compare.verdicts.MixResult;
import io.daxtrace.compare.verdicts.MixResult.Change;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.LossAccount;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the mix is written. */
class MixWordsTest {
    private static final Interval NARROW = new Interval(0.40, 0.44);

    @Test
    void sharesHaveTheDigitsOfTheNearerEnd() {
        MixMeasure sync = new MixMeasure(Kind.SYNC, null);
        assertThat(MixWords.amount(sync, 0)).isEqualTo("0 %");
        assertThat(MixWords.amount(sync, 1)).isEqualTo("100 %");
        assertThat(MixWords.amount(sync, 0.52)).isEqualTo("52 %");
        assertThat(MixWords.amount(sync, 0.0249)).isEqualTo("2.5 %");
        assertThat(MixWords.amount(sync, 0.0013)).isEqualTo("0.13 %");
        assertThat(MixWords.amount(sync, 0.9987)).isEqualTo("99.87 %");
        assertThat(MixWords.amount(sync, 0.00004)).isEqualTo("0.004 %");
    }

    @Test
    void eachMeasureIsASentence() {
        assertThat(compared(Kind.SYNC, null, 0.1, 0.52)).isEqualTo("52 % of faults were sync instead of 10 %");
        assertThat(compared(Kind.FAILED, null, 0, 0.02)).isEqualTo("2.0 % of faults failed instead of 0 %");
        assertThat(compared(Kind.PMD, null, 1, 0.5)).isEqualTo("50 % of faults made a PMD mapping instead of 100 %");
        assertThat(compared(Kind.FALLBACKS, null, 0.004, 1.02)).isEqualTo("1.02 fallbacks a fault instead of 0.00400");
        assertThat(compared(Kind.RETRIES, null, 0, 0.25)).isEqualTo("0.250 retries a fault instead of 0");
        assertThat(compared(Kind.FAULT_RATE, null, 12_345.6, 99.94))
                .isEqualTo("99.9 faults a second instead of 12,346");
        assertThat(compared(Kind.FSYNC_RATE, FsyncCall.Cause.MSYNC, 10, 20))
                .isEqualTo("20.0 fsync calls for msync a second instead of 10.0");
    }

    @Test
    void changesAreInPointsOrRatios() {
        MixMeasure sync = new MixMeasure(Kind.SYNC, null);
        assertThat(MixWords.change(sync, 0.42)).isEqualTo("+42.0 points");
        assertThat(MixWords.interval(sync, NARROW)).isEqualTo("[+40.0 points, +44.0 points]");
        assertThat(MixWords.change(new MixMeasure(Kind.RETRIES, null), -0.25)).isEqualTo("-0.250");
        assertThat(MixWords.change(new MixMeasure(Kind.FAULT_RATE, null), 0.5)).isEqualTo("-50.0 %");
    }

    /** Failed faults have no latency, so that nothing else says it. */
    @Test
    void failedFaultsAreInTheAnswer() throws Exception {
        List<Run> base = runs("b", new FaultCounts(1000, 1000, 0, 0, 1000, 0, 0, 0));
        List<Run> candidate = runs("c", new FaultCounts(1000, 980, 0, 20, 980, 0, 0, 0));
        Comparison comparison = new Comparer(ComparisonOptions.defaults()).compare(base, candidate);
        assertThat(AnswerSentence.of(comparison, Answer.of(comparison)))
                .isEqualTo("Equivalent, within the thresholds; 2.0 % of faults failed instead of 0 %.");
        List<Run> bases = new ArrayList<>(labelled(base, "x"));
        bases.addAll(labelled(runs("r", new FaultCounts(1000, 1000, 0, 0, 1000, 0, 0, 0)), "y"));
        List<Run> candidates = new ArrayList<>(labelled(candidate, "x"));
        candidates.addAll(labelled(runs("s", new FaultCounts(1000, 900, 0, 100, 900, 0, 0, 0)), "y"));
        Comparison both = new Comparer(ComparisonOptions.defaults()).compare(bases, candidates);
        assertThat(AnswerSentence.of(both, Answer.of(both)))
                .endsWith("; more faults failed in 2, worst file=y: 10 % of faults failed instead of 0 %.");
        StringWriter out = new StringWriter();
        ComparisonFormat.TEXT.write(
                List.of(comparison), new ComparisonFormat.Wishes(false, null, Set.of(), "test"), out);
        assertThat(out.toString()).contains("beside latency: 2.0 % of faults failed instead of 0 %");
    }

    private static List<Run> runs(String name, FaultCounts faults) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long[] values = new long[980];
            Arrays.fill(values, 20_001);
            values[0] -= name.charAt(0) + 2L * i;
            runs.add(
                    Samples.run(name + i, Map.of(), faults, Set.of(), new LossAccount(), Samples.raw("fault", values)));
        }
        return runs;
    }

    private static List<Run> labelled(List<Run> runs, String file) {
        return runs.stream()
                .map(run -> new Run(
                        run.source(),
                        Map.of("file", file),
                        run.environment(),
                        run.probes(),
                        1,
                        true,
                        run.loss(),
                        run.groups()))
                .toList();
    }

    private static String compared(Kind kind, FsyncCall.Cause cause, double base, double candidate) {
        return MixWords.compared(new MixResult(
                new MixMeasure(kind, cause),
                base,
                candidate,
                3,
                3,
                candidate - base,
                NARROW,
                0.02,
                0,
                0,
                0,
                0,
                Change.MORE,
                null));
    }
}
