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
 * Why sync faults take the time they take: what they wait for, or do, in a quarter of it or more, and what it would save if they
 * were async. Only what was followed can be one, and nothing is said that the numbers do not hold; docs/findings.md lists the rules.
 *
 * @param kind {@code allocation}, or the role of the functions that take the time: {@code journal}, {@code writeback},
 *     {@code flush}, {@code handle} or {@code entry}
 * @param share of the time of all sync faults, 0.25 to 1
 * @param faults sync faults that it is about
 * @param text a sentence
 */
public record Finding(String kind, double share, long faults, String text) {
    /** What takes a smaller share explains no slow fault. */
    private static final double LEAST_SHARE = 0.25;

    /** Fewer faults tell little of how long others would take. */
    private static final long LEAST_BESIDE = 16;

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
        if (groups.stream().allMatch(Finding::hasSmallPagesAlone)) {
            allocation(
                    counts.getOrDefault(MetricName.FAULT_SYNC, 0L),
                    whole,
                    counts.getOrDefault(MetricName.FAULT_ASYNC, 0L),
                    sums.getOrDefault(MetricName.FAULT_ASYNC, 0L),
                    findings);
        }
        times.forEach((role, time) -> {
            if (whole > 0 && time >= LEAST_SHARE * whole) {
                findings.add(of(role, time, (double) time / whole, faults.get(role)));
            }
        });
        findings.sort(Comparator.comparingDouble(Finding::share).reversed());
        return findings;
    }

    /** Faults of larger pages take another time, so that one cannot be told from the other. */
    private static boolean hasSmallPagesAlone(Group group) {
        return group.faults().pte() == group.faults().sync() + group.faults().async();
    }

    /** What the sync faults would save if each took as long as the async ones beside them do. */
    private static void allocation(long sync, long syncTime, long async, long asyncTime, List<Finding> findings) {
        if (sync == 0 || async < LEAST_BESIDE) {
            return;
        }
        double beside = (double) asyncTime / async;
        double saved = syncTime - sync * beside;
        if (saved >= LEAST_SHARE * syncTime) {
            String text = String.format(
                    Locale.ROOT,
                    "sync faults took %s each, async faults beside them %s: writing all pages of the files, and syncing them, before they"
                            + " are mapped would make these %,d faults async and save %s, %.1f %% of their time",
                    LatencyUnit.formatFitting((double) syncTime / sync),
                    LatencyUnit.formatFitting(beside),
                    sync,
                    LatencyUnit.formatFitting(saved),
                    100 * saved / syncTime);
            findings.add(new Finding("allocation", saved / syncTime, sync, text));
        }
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
