package io.daxtrace.compare.mathematics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The rank-sum test by counts, with ties. Only ever used on one number a run: over single faults it would call any two runs
 * different. Commons Math's own ignores ties and gives NaN from 1.7 million values on.
 *
 * @param u in how many pairs the candidate is larger, ties counted half
 * @param p two-sided, by the normal approximation with the correction for ties and continuity; 1 where all values tie
 */
record MannWhitney(double u, double p) {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    static MannWhitney of(double[] base, double[] candidate) {
        double[] b = base.clone();
        double[] c = candidate.clone();
        Arrays.sort(b);
        Arrays.sort(c);
        double u = 0;
        double tieTerm = 0;
        int i = 0;
        int j = 0;
        while (i < b.length || j < c.length) {
            double value = j == c.length || i < b.length && b[i] <= c[j] ? b[i] : c[j];
            int fromBase = i;
            int fromCandidate = j;
            while (i < b.length && b[i] == value) {
                i++;
            }
            while (j < c.length && c[j] == value) {
                j++;
            }
            double tiedBase = i - fromBase;
            double tiedCandidate = j - fromCandidate;
            u += tiedCandidate * (fromBase + tiedBase / 2);
            double tied = tiedBase + tiedCandidate;
            tieTerm += tied * tied * tied - tied;
        }
        double m = b.length;
        double n = c.length;
        double total = m + n;
        double variance = m * n / 12 * (total + 1 - tieTerm / (total * (total - 1)));
        if (variance <= 0) {
            return new MannWhitney(u, 1);
        }
        double z = (Math.abs(u - m * n / 2) - 0.5) / Math.sqrt(variance);
        return new MannWhitney(u, Math.min(1, 2 * NORMAL.cumulativeProbability(-z)));
    }
}
