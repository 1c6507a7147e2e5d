package io.daxtrace.compare.mathematics;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Benjamini and Hochberg's step-up adjustment: of what is rejected with it, the expected share of false rejections stays at the
 * level; where nothing differs, so does the chance of even one.
 */
public final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /** The adjusted p-values, in the order of the given ones. */
    public static double[] adjust(double[] p) {
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
        double[] adjusted = new double[p.length];
        double after = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            after = Math.min(after, p.length * p[order[i]] / (i + 1));
            adjusted[order[i]] = after;
        }
        return adjusted;
    }
}
