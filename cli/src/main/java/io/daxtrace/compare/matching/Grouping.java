package io.daxtrace.compare.matching;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.Merge;
import io.daxtrace.event.BadInputException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits one run by the keys asked for; what it is split by beyond these is added up again. */
final class Grouping {
    private Grouping() {}

    /** The parts by the values of the keys. */
    static Map<Map<String, String>, Arm.Member> of(Run run, List<String> by) throws BadInputException {
        Map<Map<String, String>, Arm.Member> parts = new LinkedHashMap<>();
        for (Group group : run.groups()) {
            Map<String, String> key = new LinkedHashMap<>();
            for (String name : by) {
                String value = group.key().containsKey(name)
                        ? group.key().get(name)
                        : run.labels().get(name);
                if (value == null) {
                    throw BadInputException.of(
                            run.source(), "is not grouped by \"" + name + "\", which --by asks for: make it with --by");
                }
                key.put(name, value);
            }
            Arm.Member before = parts.get(key);
            parts.put(key, before == null ? member(run, group) : added(before, group));
        }
        return parts;
    }

    private static Arm.Member member(Run run, Group group) {
        Map<MetricName, Metric> metrics = new LinkedHashMap<>();
        group.metrics().forEach(metric -> metrics.put(metric.name(), metric));
        return new Arm.Member(run, group.faults(), metrics);
    }

    private static Arm.Member added(Arm.Member before, Group group) throws BadInputException {
        Map<MetricName, Metric> metrics = new LinkedHashMap<>(before.metrics());
        for (Metric metric : group.metrics()) {
            Metric other = metrics.get(metric.name());
            metrics.put(metric.name(), other == null ? metric : added(before.run(), other, metric));
        }
        return new Arm.Member(before.run(), before.faults().plus(group.faults()), metrics);
    }

    private static Metric added(Run run, Metric a, Metric b) throws BadInputException {
        Distribution both;
        try {
            both = Merge.of(a.distribution(), b.distribution());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw BadInputException.of(
                            run.source(),
                            "the groups' \"" + a.name().text() + "\" cannot be added up: " + e.getMessage())
                    .causedBy(e);
        }
        return new Metric(a.name(), both, concatenated(a.values(), b.values()));
    }

    private static long[] concatenated(long[] a, long[] b) {
        if (a == null || b == null) {
            return null;
        }
        long[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
