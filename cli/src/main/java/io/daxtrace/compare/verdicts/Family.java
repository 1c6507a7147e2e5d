package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.mathematics.Holm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adjusts the p-values of everything one invocation compares; what only explains is a family of its own. */
public final class Family {
    private Family() {}

    public static void adjust(List<CellAssessment> cells) {
        for (boolean gating : new boolean[] {true, false}) {
            List<CellAssessment.Entry> family = new ArrayList<>();
            for (CellAssessment cell : cells) {
                cell.entries().stream()
                        .filter(entry -> entry.assessment().gating() == gating)
                        .forEach(family::add);
            }
            double[] adjusted = Holm.adjust(
                    family.stream().mapToDouble(CellAssessment.Entry::p).toArray());
            long rejected =
                    Arrays.stream(adjusted).filter(p -> p < Decision.ONE_SIDED).count();
            double left = Math.max(1, adjusted.length - rejected);
            for (int i = 0; i < adjusted.length; i++) {
                // Holm's next step: what an undecided one's own p has to lie below, the others being what they are
                family.get(i).adjusted(adjusted[i], Decision.ONE_SIDED / left);
            }
        }
    }
}
