package io.daxtrace.report.comparison;

import io.daxtrace.compare.verdicts.Stages;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.distribution.LatencyUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in a sentence which stage of the fault a difference sits in. */
final class ComparisonStages {
    private ComparisonStages() {}

    /** {@code stage.commit +38 %; map and insert unchanged; stage.commit carries 97 % of the difference (+12.3 us).} */
    static String sentence(Stages stages) {
        List<String> changed = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        Stages.Stage main = stages.main();
        for (Stages.Stage stage : stages.stages()) {
            Verdict verdict = stage.result().verdict();
            if (stage.isChanged()) {
                changed.add(stage.metric().text() + " "
                        + ComparisonWords.change(stage.result().ratio()));
            } else if (verdict == Verdict.EQUIVALENT
                    || stage.result().band().relative()
                            > Math.abs(stage.result().ratio() - 1)) {
                unchanged.add(stage.metric().part());
            } else {
                undecided.add(stage.metric().part() + " ("
                        + ComparisonWords.change(stage.result().ratio()) + ")");
            }
        }
        List<String> parts = new ArrayList<>();
        if (!changed.isEmpty()) {
            parts.add(String.join(", ", changed));
        }
        if (!unchanged.isEmpty()) {
            parts.add(ComparisonWords.listed(unchanged) + " unchanged");
        }
        if (!undecided.isEmpty()) {
            parts.add(ComparisonWords.listed(undecided) + ": no change shown");
        }
        if (main != null) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%s carries %.0f %% of the stages' differences (%s%s a fault)",
                    main.metric().text(),
                    100 * main.share(),
                    main.difference() < 0 ? "-" : "+",
                    LatencyUnit.formatFitting(Math.abs(main.difference()))));
        }
        Stages.Stage part = stages.mainPart();
        if (part != null) {
            parts.add(String.format(
                    Locale.ROOT,
                    "in it, %s %s carries %.0f %%",
                    part.metric().text(),
                    ComparisonWords.change(part.result().ratio()),
                    100 * part.share()));
        }
        return String.join("; ", parts) + ".";
    }
}
