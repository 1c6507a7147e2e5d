package io.daxtrace.compare.verdicts;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Prints the tables in docs/comparison.md. The first argument is how often each setting is repeated, 400 by default. */
public final class SimulationTable {
    private static final int[] RUNS = {1, 3, 5, 10};
    private static final double[] SPREADS = {0, 0.01, 0.03, 0.1};

    private SimulationTable() {}

    public static void main(String[] args) {
        int repetitions = args.length > 0 ? Integer.parseInt(args[0]) : 400;
        PrintStream out = System.out;
        out.println("| data | latencies | runs a side | false regressed | false improved | coverage |");
        out.println("|---|---|---:|---:|---:|---:|");
        for (Simulation.Data data : Simulation.Data.values()) {
            for (Simulation.Shape shape : Simulation.Shape.values()) {
                for (int runs : RUNS) {
                    Simulation.Outcome outcome = same(data, shape, runs, repetitions);
                    out.printf(
                            Locale.ROOT,
                            "| %s | %s | %d | %.2f %% | %.2f %% | %.1f %% |%n",
                            word(data),
                            word(shape),
                            runs,
                            100.0 * outcome.regressed / outcome.comparisons,
                            100.0 * outcome.improved / outcome.comparisons,
                            100 * outcome.coverage());
                }
            }
        }
        out.println();
        out.println("| data | runs a side | true change | regressed (any) | regressed (p50) |");
        out.println("|---|---:|---:|---:|---:|");
        for (Simulation.Data data : Simulation.Data.values()) {
            for (int runs : RUNS) {
                for (double effect : new double[] {1.05, 1.1, 1.2, 1.5, 4}) {
                    Simulation.Setting setting =
                            new Simulation.Setting(data, Simulation.Shape.INDEPENDENT, runs, 0.03, effect);
                    Simulation.Outcome outcome = parallel(List.of(setting), repetitions);
                    out.printf(
                            Locale.ROOT,
                            "| %s | %d | %+.0f %% | %.3f | %.3f |%n",
                            word(data),
                            runs,
                            100 * (effect - 1),
                            outcome.power(),
                            (double) outcome.regressedMedian / outcome.comparisons);
                }
            }
        }
    }

    /** Identical systems, over all spreads between runs. */
    static Simulation.Outcome same(Simulation.Data data, Simulation.Shape shape, int runs, int repetitions) {
        return parallel(
                IntStream.range(0, SPREADS.length)
                        .mapToObj(i -> new Simulation.Setting(data, shape, runs, SPREADS[i], 1))
                        .toList(),
                repetitions);
    }

    private static Simulation.Outcome parallel(List<Simulation.Setting> settings, int repetitions) {
        int parts = 4;
        Simulation.Outcome all = new Simulation.Outcome();
        IntStream.range(0, settings.size() * parts)
                .parallel()
                .mapToObj(i -> Simulation.of(settings.get(i / parts), Math.max(1, repetitions / parts), 1000 + i))
                .toList()
                .forEach(all::add);
        return all;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
