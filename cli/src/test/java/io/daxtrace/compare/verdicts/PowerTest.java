package io.daxtrace.compare.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.compare.verdicts.InvocationSimulation.Data;
import io.daxtrace.compare.verdicts.InvocationSimulation.Disturbance;
import io.daxtrace.compare.verdicts.InvocationSimulation.Outcome;
import io.daxtrace.compare.verdicts.InvocationSimulation.Setting;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The limits of false alarms and of power that docs/power.md has tables for, with fewer repetitions. Where a limit is a share of
 * cases, so many more are allowed as three standard deviations of so few repetitions.
 */
class PowerTest {
    private static final int[] RUNS = {3, 5, 10};
    private static final double[] SPREADS = {0.01, 0.03, 0.1};
    private long seed = 5;

    @Test
    void whereNothingChangedFewInvocationsRaiseAnAlarm() {
        for (int workloads : new int[] {1, 8, 50}) {
            Outcome all = new Outcome();
            for (int runs : RUNS) {
                for (double spread : SPREADS) {
                    Setting setting = new Setting(workloads, 0, runs, spread, 1, Data.RAW, Disturbance.NONE);
                    all.add(bh(setting, workloads == 1 ? 30 : workloads == 8 ? 5 : 1));
                }
            }
            assertQuiet(all, workloads + " workloads");
        }
    }

    @Test
    void norDoWhateverDataAndDisturbances() {
        for (Disturbance disturbance : Disturbance.values()) {
            if (disturbance == Disturbance.BISTABLE) {
                continue; // no test on three runs can know: see below
            }
            Outcome all = new Outcome();
            for (Data data : Data.values()) {
                for (int runs : new int[] {3, 5}) {
                    for (double spread : new double[] {0.03, 0.1}) {
                        all.add(bh(new Setting(8, 0, runs, spread, 1, data, disturbance), 3));
                    }
                }
            }
            assertQuiet(all, disturbance.toString());
        }
    }

    @Test
    void tenPercentAreFoundInMoreThanHalfOfEightWorkloadsAndTwentyInAll() {
        Outcome tenth = bh(changed(8, 5, 0.03, 1.1), 60);
        assertThat(1 - tenth.power()).isLessThanOrEqualTo(allowed(0.45, tenth.changed));
        assertThat(bh(changed(8, 5, 0.03, 1.2), 12).power()).isGreaterThanOrEqualTo(0.99);
    }

    /** The known limit: where half of the latencies are slow and the share varies, three runs a side may split by it. */
    @Test
    void aMedianThatJumpsBetweenRunsRaisesAlarmsByEitherAdjustment() {
        Setting setting = new Setting(8, 0, 3, 0.03, 1, Data.RAW, Disturbance.BISTABLE);
        Map<Adjustment, Outcome> both = InvocationSimulation.of(setting, 60, 3);
        assertThat(both.get(Adjustment.BH).falseAlarms()).isBetween(0.01, 0.1);
        assertThat(both.get(Adjustment.HOLM).falseAlarms()).isBetween(0.01, 0.1);
    }

    /** Whatever Holm finds is found, and more: workload by workload, as both see the same latencies. */
    @Test
    void nothingIsLostThatHolmFinds() {
        int more = 0;
        for (int workloads : new int[] {1, 8}) {
            for (int changed : new int[] {1, workloads}) {
                for (int runs : RUNS) {
                    for (double spread : SPREADS) {
                        for (double effect : new double[] {1.1, 2}) {
                            Setting setting = new Setting(
                                    workloads, changed, runs, spread, effect, Data.LOG_LINEAR, Disturbance.NONE);
                            Map<Adjustment, Outcome> both = InvocationSimulation.of(setting, 2, 7);
                            Outcome holm = both.get(Adjustment.HOLM);
                            Outcome bh = both.get(Adjustment.BH);
                            assertThat(bh.found).as(setting.toString()).isGreaterThanOrEqualTo(holm.found);
                            more += bh.found - holm.found;
                        }
                    }
                }
            }
        }
        assertThat(more).isGreaterThan(20);
    }

    private static void assertQuiet(Outcome outcome, String what) {
        assertThat(outcome.anyFalseAlarm())
                .as("invocations with a false alarm: " + what)
                .isLessThanOrEqualTo(allowed(0.05, outcome.invocations));
        assertThat(outcome.falseAlarms())
                .as("workloads with a false alarm: " + what)
                .isLessThanOrEqualTo(allowed(0.01, outcome.unchanged));
    }

    private static double allowed(double limit, int of) {
        return limit + 3 * Math.sqrt(limit * (1 - limit) / of);
    }

    private static Setting changed(int workloads, int runs, double spread, double effect) {
        return new Setting(workloads, workloads, runs, spread, effect, Data.RAW, Disturbance.NONE);
    }

    private Outcome bh(Setting setting, int repetitions) {
        return InvocationSimulation.of(setting, repetitions, seed++).get(Adjustment.BH);
    }
}
