package io.daxtrace.aggregate;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.event.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why sync faults take the time they take: what they wait for, or do, in a quarter of it or more. Only what was followed can be
 * one, and nothing is said that the numbers do not hold; docs/findings.md lists the rules.
 *
 * @param kind the role of the functions that take the time: {@code journal}, {@code writeback}, {@code flush},
 *     {@code handle} or {@code entry}
 * @param share of the time of all sync faults, 0.25 to 1
 * @param faults sync faults of which the time was followed
 * @param text a sentence
 */
public record Finding(String kind, double share, long faults, String text) {
    /** What takes a smaller share explains no slow fault. */
    private static final double LEAST_SHARE = 0.25;

    /** The findings of all groups together, the largest share first. */
    public static List<Finding> of(List<Group> groups) {
        Map<MetricName, Long> sums = new HashMap<>();
        Map<MetricName, Long> counts = new HashMap<>();
        for (Group group : groups) {
            for (Metric metric : group.metrics()) {
                Distribution distribution = metric.distribution();
                sums.merge(metric.name(), Math.max(0, distribution.sum()), Long::sum);
                counts.merge(metric.name(), distribution.count(), Long::sum);
            }
        }
        long whole = sums.getOrDefault(MetricName.FAULT_SYNC, 0L);
        Map<Role, Long> times = new EnumMap<>(Role.class);
        Map<Role, Long> faults = new EnumMap<>(Role.class);
        for (Part part : Part.values()) {
            MetricName name = MetricName.part(part);
            times.merge(part.role(), sums.getOrDefault(name, 0L), Long::sum);
            faults.merge(part.role(), counts.getOrDefault(name, 0L), Math::max);
        }
        List<Finding> findings = new ArrayList<>();
        times.forEach((role, time) -> {
            if (whole > 0 && time >= LEAST_SHARE * whole) {
                findings.add(of(role, time, (double) time / whole, faults.get(role)));
            }
        });
        findings.sort(Comparator.comparingDouble(Finding::share).reversed());
        return findings;
    }

    private static Finding of(Role role, long time, double share, long faults) {
        String text = String.format(
                Locale.ROOT,
                "sync faults spend %.1f %% of their time %s: %s each, on average",
                100 * share,
                doing(role),
                LatencyUnit.formatFitting((double) time / faults));
        return new Finding(role.name().toLowerCase(Locale.ROOT), share, faults, text);
    }

    private static String doing(Role role) {
        return switch (role) {
            case JOURNAL -> "waiting for the filesystem's journal to commit";
            case WRITEBACK -> "writing back the CPU's cache lines of the file's dirty pages";
            case FLUSH -> "flushing the device's cache";
            case HANDLE -> "waiting for room in the filesystem's journal";
            case ENTRY -> "locking the page in the file's page cache, which other faults and flushes of it lock too";
            case MAP, FINISH, SYNC, FILESYSTEM_SYNC, HANDLER, WRAPPER ->
                throw new IllegalStateException(role + ": no part");
        };
    }
}
