package io.daxtrace.compare.mathematics;

/** How often something occurred a second in one run; the nanoseconds of the other statistics do not hold here. */
public final class RunRate implements RunStatistic {
    private static final double SECOND = 1e9;

    private final double rate;
    private final double effective;

    /**
     * Of a run.
     *
     * @param count more than 0
     * @param span nanoseconds, more than 0
     * @param worth how many independent ones each is taken for
     */
    public RunRate(long count, long span, double worth) {
        rate = count * SECOND / span;
        effective = count * worth;
    }

    @Override
    public double low() {
        return rate;
    }

    @Override
    public double high() {
        return rate;
    }

    @Override
    public double value() {
        return rate;
    }

    /** A count's logarithm has a standard deviation of one by its root. */
    @Override
    public double lower(double z) {
        return rate * Math.exp(-z / Math.sqrt(effective));
    }

    @Override
    public double upper(double z) {
        return rate * Math.exp(z / Math.sqrt(effective));
    }

    @Override
    public double effectiveCount() {
        return effective;
    }
}
