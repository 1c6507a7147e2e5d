package io.daxtrace.compare.mathematics;

import org.apache.commons.math3.distribution.TDistribution;

/** The standard error of a difference of means, and its degrees of freedom. */
record StandardError(double size, double degrees) {
    /** By Welch and Satterthwaite, from the variances between two runs or more a side. */
    static StandardError welch(double baseVariance, int baseRuns, double candidateVariance, int candidateRuns) {
        double b = baseVariance / baseRuns;
        double c = candidateVariance / candidateRuns;
        if (b + c == 0) {
            return new StandardError(0, 1);
        }
        double degrees = (b + c) * (b + c) / (b * b / (baseRuns - 1) + c * c / (candidateRuns - 1));
        return new StandardError(Math.sqrt(b + c), degrees);
    }

    /** How far the two-sided interval of this confidence reaches. */
    double margin(double confidence) {
        return size == 0
                ? 0
                : size * new TDistribution(null, degrees).inverseCumulativeProbability(0.5 + confidence / 2);
    }

    /** The chance of an estimate as far off as this, in its direction. */
    double tail(double distance) {
        if (size == 0) {
            return distance > 0 ? 0 : 1;
        }
        return new TDistribution(null, degrees).cumulativeProbability(-distance / size);
    }
}
