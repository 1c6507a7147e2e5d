package io.daxtrace.compare.mathematics;

import java.util.Arrays;
import java.util.Comparator;

/** Holm's step-down adjustment: with it, the chance of even one false alarm in a family stays at the level. */
public final class Holm {
    private Holm() {}

    /** The adjusted p-values, in the order of the given ones. */
    public static double[] adjust(double[] p) {
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
        double[] adjusted = new double[p.length];
        double before = 0;
        for (int i = 0; i < order.length; i++) {
            before = Math.max(before, Math.min(1, (p.length - i) * p[order[i]]));
            adjusted[order[i]] = before;
        }
        return adjusted;
    }
}
