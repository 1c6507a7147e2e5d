package io.daxtrace.parsers.histogram;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.Merge;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up the intervals that an input prints under the same name, each holding only what is new. */
public final class Sums {
    private static final int MOST_NAMES = 10_000;
    private static final int MOST_BUCKETS = 1 << 21;

    private final Findings findings;
    private final Map<String, Distribution> sums = new LinkedHashMap<>();
    private long buckets;

    public Sums(Findings findings) {
        this.findings = findings;
    }

    /** Adds an interval; one that does not fit those before it is left out and said to be. */
    public void add(String name, Distribution interval, long line) {
        Distribution before = sums.getOrDefault(name, Distribution.EMPTY);
        if (buckets + interval.buckets() > MOST_BUCKETS || sums.size() == MOST_NAMES && !sums.containsKey(name)) {
            findings.leftOut(line, name, "over " + MOST_NAMES + " names or " + MOST_BUCKETS + " buckets");
            return;
        }
        try {
            Distribution sum = Merge.of(before, interval);
            sums.put(name, sum);
            buckets += sum.buckets() - before.buckets();
        } catch (IllegalArgumentException | ArithmeticException e) {
            findings.leftOut(line, name, "this interval cannot be added to those before it: " + e.getMessage());
        }
    }

    /** Gives every sum to the findings, in the order in which the names occurred. */
    public void report(String format) {
        sums.forEach((name, sum) -> findings.add(format, name, sum));
        sums.clear();
    }
}
