package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.mathematics.BenjaminiHochberg;
import io.daxtrace.compare.mathematics.Holm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adjusts the p-values of everything one invocation compares; what only explains is a family of its own. */
public final class Family {
    private Family() {}

    public static void adjust(List<CellAssessment> cells, Adjustment adjustment) {
        for (boolean gating : new boolean[] {true, false}) {
            List<CellAssessment.Entry> family = new ArrayList<>();
            for (CellAssessment cell : cells) {
                cell.entries().stream()
                        .filter(entry -> entry.assessment().gating() == gating)
                        .forEach(family::add);
            }
            List<Significance> found = significance(
                    family.stream().map(CellAssessment.Entry::assessment).toList(), adjustment);
            for (int i = 0; i < found.size(); i++) {
                family.get(i).adjusted(found.get(i));
            }
        }
        mix(cells, adjustment);
    }

    private static void mix(List<CellAssessment> cells, Adjustment adjustment) {
        List<MixAssessment.Entry> family = new ArrayList<>();
        cells.forEach(cell -> family.addAll(cell.mix()));
        List<Significance> found = significance(
                family.stream().mapToDouble(MixAssessment.Entry::p).toArray(),
                family.stream().mapToDouble(MixAssessment.Entry::pNoChange).toArray(),
                adjustment);
        for (int i = 0; i < found.size(); i++) {
            family.get(i).adjusted(found.get(i));
        }
    }

    /** Of each member of a family, in their order. */
    static List<Significance> significance(List<Assessment> family, Adjustment adjustment) {
        return significance(
                family.stream().mapToDouble(Assessment::p).toArray(),
                family.stream().mapToDouble(Assessment::pNoChange).toArray(),
                adjustment);
    }

    private static List<Significance> significance(double[] p, double[] noChange, Adjustment adjustment) {
        double[] holm = Holm.adjust(p);
        double[] benjaminiHochberg = BenjaminiHochberg.adjust(noChange);
        // the next step of each: what an undecided one's own p has to lie below, the others being what they are
        double left = Math.max(1, p.length - count(holm, Decision.ONE_SIDED));
        double reached = Math.min(1, (count(benjaminiHochberg, Adjustment.NO_CHANGE) + 1) / p.length);
        Significance.Levels levels = new Significance.Levels(
                Decision.ONE_SIDED / left, adjustment == Adjustment.BH ? Adjustment.NO_CHANGE * reached : 0);
        List<Significance> found = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            boolean shown = holm[i] < Decision.ONE_SIDED
                    || adjustment == Adjustment.BH && benjaminiHochberg[i] < Adjustment.NO_CHANGE;
            found.add(new Significance(p[i], holm[i], noChange[i], benjaminiHochberg[i], shown, levels));
        }
        return found;
    }

    private static double count(double[] adjusted, double level) {
        return Arrays.stream(adjusted).filter(p -> p < level).count();
    }
}
