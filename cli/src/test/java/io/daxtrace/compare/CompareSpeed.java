package io.daxtrace.compare;

import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Prints how long comparing two runs of ten million single latencies takes, twice: cold and warm.
 *
 * <pre>java -Xmx512m -XX:+UseSerialGC -cp cli/target/test-classes:cli/target/daxtrace.jar io.daxtrace.compare.CompareSpeed</pre>
 */
public final class CompareSpeed {
    private static final int VALUES = 10_000_000;

    private CompareSpeed() {}

    public static void main(String[] args) throws Exception {
        Run base = run("base", 1, 1.0);
        Run candidate = run("candidate", 2, 1.5);
        for (int round = 0; round < 2; round++) {
            long cpu = cpuNanos();
            long start = System.nanoTime();
            Comparison comparison =
                    new Comparer(ComparisonOptions.defaults()).compare(List.of(base), List.of(candidate));
            System.out.printf(
                    "%s: %.2f s, CPU %.2f s%n",
                    comparison.verdict(), (System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Log-normal, a median of 20 us. */
    private static Run run(String source, long seed, double factor) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] values = new long[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = (long) (factor * 20_000 * Math.exp(0.5 * random.nextGaussian()));
        }
        return Samples.run(source, Map.of(), Samples.raw("fault", values));
    }
}
