package io.daxtrace.compare.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bounds that docs/comparison.md promises, with few repetitions; SimulationTable prints them with many. */
class SimulationTest {
    private static final int[] RUNS = {1, 3, 5, 10};
    private static final double[] SPREADS = {0, 0.01, 0.03, 0.1};

    @Test
    void identicalSystemsAreSeldomCalledDifferentAndIntervalsCover() {
        Simulation.Outcome all = new Simulation.Outcome();
        int seed = 0;
        for (Simulation.Data data : Simulation.Data.values()) {
            Simulation.Outcome ofData = new Simulation.Outcome();
            for (Simulation.Shape shape : Simulation.Shape.values()) {
                for (int runs : RUNS) {
                    for (double spread : SPREADS) {
                        ofData.add(Simulation.of(new Simulation.Setting(data, shape, runs, spread, 1), 8, seed++));
                    }
                }
            }
            assertThat(ofData.falseShare()).as("false verdicts of " + data).isLessThanOrEqualTo(0.01);
            assertThat(ofData.coverage()).as("coverage of " + data).isGreaterThanOrEqualTo(0.93);
            all.add(ofData);
        }
        assertThat(all.comparisons).isEqualTo(4 * 4 * 4 * 4 * 8);
        // about equally often: four standard deviations of a fair coin
        double fair = 4 * Math.sqrt((all.regressed + all.improved) / 4.0);
        assertThat((double) all.regressed - all.improved).isBetween(-fair, fair);
    }

    @Test
    void intervalsCoverATrueDifference() {
        for (Simulation.Data data : Simulation.Data.values()) {
            Simulation.Outcome outcome = new Simulation.Outcome();
            for (int runs : RUNS) {
                outcome.add(Simulation.of(
                        new Simulation.Setting(data, Simulation.Shape.INDEPENDENT, runs, 0.03, 1.2), 30, 7));
            }
            assertThat(outcome.coverage()).as("coverage of " + data).isGreaterThanOrEqualTo(0.93);
        }
    }

    @Test
    void aFifthMoreIsFoundInFiveRunsASide() {
        for (Simulation.Data data : Simulation.Data.values()) {
            if (data == Simulation.Data.POWERS_OF_TWO) {
                continue; // decided by nothing below a factor of two: see the next test
            }
            Simulation.Outcome outcome =
                    Simulation.of(new Simulation.Setting(data, Simulation.Shape.INDEPENDENT, 5, 0.03, 1.2), 120, 11);
            assertThat(outcome.power()).as("power with " + data).isGreaterThanOrEqualTo(0.9);
            assertThat(outcome.improved).isZero();
        }
    }

    /** Any two latencies in one bucket of a power of two may differ by up to a factor of two, or not at all. */
    @Test
    void withoutATotalPowersOfTwoSayNothingOfAFifth() {
        Simulation.Setting setting =
                new Simulation.Setting(Simulation.Data.POWERS_OF_TWO, Simulation.Shape.INDEPENDENT, 10, 0.03, 1.2);
        assertThat(Simulation.of(setting, 60, 23).power()).isZero();
    }

    @Test
    void aFactorOfFourIsFoundInOneRunASideAndAFewPercentNever() {
        for (Simulation.Data data : Simulation.Data.values()) {
            Simulation.Setting factor = new Simulation.Setting(data, Simulation.Shape.INDEPENDENT, 1, 0.1, 4);
            // two buckets of powers of two are apart by a factor of 2 at least, and the runs by more than is assumed at
            // times
            double least = data.name().startsWith("POWERS_OF_TWO") ? 0.9 : 1;
            assertThat(Simulation.of(factor, 30, 13).power()).isGreaterThanOrEqualTo(least);
            Simulation.Setting little = new Simulation.Setting(data, Simulation.Shape.INDEPENDENT, 1, 0.03, 1.06);
            assertThat(Simulation.of(little, 30, 17).power()).isZero();
        }
    }

    /** The gate can fail: with the noise between runs left out, identical systems are called different. */
    @Test
    void withoutTheNoiseBetweenRunsTheSameDataGiveFalseVerdicts() {
        Simulation.Setting setting =
                new Simulation.Setting(Simulation.Data.RAW, Simulation.Shape.INDEPENDENT, 1, 0.1, 1);
        assertThat(Simulation.of(setting, 100, 19).falseShare()).isLessThanOrEqualTo(0.01);
        assertThat(Simulation.of(setting, 100, 19, 0).falseShare()).isGreaterThan(0.1);
    }
}
