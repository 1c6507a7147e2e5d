package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.verdicts.InvocationSimulation.Data;
import io.daxtrace.compare.verdicts.InvocationSimulation.Disturbance;
import io.daxtrace.compare.verdicts.InvocationSimulation.Outcome;
import io.daxtrace.compare.verdicts.InvocationSimulation.Setting;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Prints the tables in docs/power.md: what --adjust holm and bh make of the same latencies. The first argument is how many workloads
 * each number rests on, 800 by default; four times as many where nothing changed.
 */
public final class PowerTable {
    private static final int[] WORKLOADS = {1, 8, 50};
    private static final int[] RUNS = {3, 5, 10};
    private static final double[] SPREADS = {0.01, 0.03, 0.1};
    private static final double TENTH = 1.1;
    private static final double FIFTH = 1.2;
    private static final int WHERE_NOTHING_CHANGED = 4;
    private static final int PARTS = 8;
    private static final String COLUMNS = " | runs a side | spread | +10 %: holm | bh | +20 %: holm | bh"
            + " | false alarms: holm, any | a workload | bh, any | a workload |";

    private final PrintStream out;
    private final int workloads;

    private PowerTable(PrintStream out, int workloads) {
        this.out = out;
        this.workloads = workloads;
    }

    public static void main(String[] args) {
        PowerTable table = new PowerTable(System.out, args.length > 0 ? Integer.parseInt(args[0]) : 800);
        table.sizes();
        table.kinds();
    }

    /** All numbers of workloads, changed ones, runs and spreads, of single latencies. */
    private void sizes() {
        out.println("| workloads | changed" + COLUMNS);
        out.println("|" + "---:|".repeat(12));
        for (int all : WORKLOADS) {
            for (int changed : all == 1 ? new int[] {0, 1} : new int[] {0, 1, all / 2, all}) {
                for (int runs : RUNS) {
                    for (double spread : SPREADS) {
                        Setting setting = new Setting(all, changed, runs, spread, 1, Data.RAW, Disturbance.NONE);
                        row(all + " | " + changed, setting, changed == 0);
                    }
                }
            }
        }
        out.println();
    }

    /** All data and disturbances, of eight workloads that change together or not at all. */
    private void kinds() {
        out.println("| data | runs are" + COLUMNS);
        out.println("|---|---|" + "---:|".repeat(10));
        for (Data data : Data.values()) {
            for (Disturbance disturbance : Disturbance.values()) {
                for (int runs : RUNS) {
                    for (double spread : new double[] {0.03, 0.1}) {
                        if (data != Data.RAW || disturbance != Disturbance.NONE) {
                            Setting setting = new Setting(8, 8, runs, spread, 1, data, disturbance);
                            row(word(data) + " | " + word(disturbance), setting, true);
                        }
                    }
                }
            }
        }
    }

    /** @param unchanged whether false alarms are those where nothing changed; else of the rest, beside what changed by a fifth */
    private void row(String name, Setting setting, boolean unchanged) {
        List<String> cells = new ArrayList<>();
        Map<Adjustment, Outcome> quiet = setting.changed() == 0 ? null : repeated(setting, FIFTH, workloads);
        for (double effect : new double[] {TENTH, FIFTH}) {
            Map<Adjustment, Outcome> found =
                    effect == FIFTH || quiet == null ? quiet : repeated(setting, effect, workloads);
            cells.add(found == null ? "" : share(found.get(Adjustment.HOLM).power()));
            cells.add(found == null ? "" : share(found.get(Adjustment.BH).power()));
        }
        if (unchanged) {
            Setting none = new Setting(
                    setting.workloads(), 0, setting.runs(), setting.spread(), 1, setting.data(), setting.disturbance());
            quiet = repeated(none, 1, WHERE_NOTHING_CHANGED * workloads);
        }
        for (Adjustment adjustment : new Adjustment[] {Adjustment.HOLM, Adjustment.BH}) {
            cells.add(percent(quiet.get(adjustment).anyFalseAlarm(), 1));
            cells.add(percent(quiet.get(adjustment).falseAlarms(), 2));
        }
        out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f %% | %s |%n",
                name,
                setting.runs(),
                100 * setting.spread(),
                String.join(" | ", cells));
    }

    private static String share(double power) {
        return String.format(Locale.ROOT, "%.2f", power);
    }

    private static String percent(double share, int digits) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%." + digits + "f %%", 100 * share);
    }

    /** The same seeds whatever the number of processors. */
    private static Map<Adjustment, Outcome> repeated(Setting setting, double effect, int workloads) {
        Setting of = new Setting(
                setting.workloads(),
                setting.changed(),
                setting.runs(),
                setting.spread(),
                effect,
                setting.data(),
                setting.disturbance());
        int repetitions = Math.max(4, workloads / setting.workloads() / PARTS);
        return IntStream.range(0, PARTS)
                .parallel()
                .mapToObj(part -> InvocationSimulation.of(of, repetitions, 100L * part + setting.runs()))
                .reduce((one, other) -> {
                    one.forEach((adjustment, outcome) -> outcome.add(other.get(adjustment)));
                    return one;
                })
                .orElseThrow();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
