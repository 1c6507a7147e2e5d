package io.daxtrace.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much slower or faster matters, by statistic, and the floor below which no difference does. */
public final class Thresholds {
    private static final Map<Statistic, Double> DEFAULTS = Map.of(
            Statistic.P50, 0.05, Statistic.P90, 0.10, Statistic.P99, 0.10, Statistic.P999, 0.20, Statistic.MEAN, 0.05);

    /** 0.5 us: what a fault costs more or less by where its code happens to lie. */
    private static final double FAULT_FLOOR = 500;

    /** 10 us: fsync calls wait for a device. */
    private static final double FSYNC_FLOOR = 10_000;

    private final Map<Statistic, Double> relative = new TreeMap<>(DEFAULTS);
    private final Double floor;

    private Thresholds(Double floor) {
        this.floor = floor;
    }

    /** 5 % for p50 and the mean, 10 % for p90 and p99, 20 % for p99.9; 0.5 us for faults and 10 us for fsync. */
    public static Thresholds defaults() {
        return new Thresholds(null);
    }

    /**
     * Parses {@code p99=10%,mean=5%}; what is not named keeps its default.
     *
     * @param floor {@code 0.5us}, for every metric, or null for the defaults
     * @throws IllegalArgumentException for what is no statistic, and for numbers without a unit
     */
    public static Thresholds parse(String text, String floor) {
        Thresholds thresholds = new Thresholds(floor == null ? null : nanoseconds(floor));
        for (String part : text == null || text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "threshold \"" + part + "\": expected STATISTIC=PERCENT, like p99=10%");
            }
            thresholds.relative.put(
                    Statistic.of(part.substring(0, equals).strip()),
                    percent(part.substring(equals + 1).strip()));
        }
        return thresholds;
    }

    /**
     * A share like {@code 10%} or {@code 2.5 %}; nothing, {@code 0}, is the same in any unit.
     *
     * @throws IllegalArgumentException when the unit is missing, or it is negative or no number
     */
    public static double percent(String text) {
        if (text.equals("0")) {
            return 0;
        }
        if (!text.endsWith("%")) {
            throw new IllegalArgumentException("\"" + text + "\" has no unit: write " + text + "% if percent is meant");
        }
        return number(text, text.substring(0, text.length() - 1)) / 100;
    }

    /**
     * A latency like {@code 500ns}, {@code 0.5us} or {@code 1ms}, in nanoseconds.
     *
     * @throws IllegalArgumentException when the unit is missing, or it is negative or no number
     */
    public static double nanoseconds(String text) {
        for (Map.Entry<String, Double> unit :
                Map.of("ns", 1.0, "us", 1e3, "\u00b5s", 1e3, "ms", 1e6).entrySet()) {
            if (text.endsWith(unit.getKey())) {
                return number(
                                text,
                                text.substring(0, text.length() - unit.getKey().length()))
                        * unit.getValue();
            }
        }
        if (text.matches(".*[0-9]s")) {
            return number(text, text.substring(0, text.length() - 1)) * 1e9;
        }
        throw new IllegalArgumentException("\"" + text + "\" has no unit: expected ns, us, ms or s, like 0.5us");
    }

    private static double number(String whole, String digits) {
        String stripped = digits.strip();
        if (!stripped.matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            throw new IllegalArgumentException("\"" + whole + "\" is no positive number with a unit");
        }
        return Double.parseDouble(stripped);
    }

    /** What is compared, in order. */
    List<Statistic> statistics() {
        List<Statistic> statistics = new ArrayList<>(relative.keySet());
        Collections.sort(statistics);
        return statistics;
    }

    double relative(Statistic statistic) {
        return relative.get(statistic);
    }

    /** Nanoseconds. */
    double floor(String metric) {
        if (floor != null) {
            return floor;
        }
        return metric.startsWith("fsync") ? FSYNC_FLOOR : FAULT_FLOOR;
    }
}
