package io.daxtrace.report.analysis;

import io.daxtrace.event.Printable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The labels of a sample, by names that Prometheus allows. Values are escaped twice: as every name that is shown, and for
 * the format. An empty value is no label at all to Prometheus, so there is none for it.
 */
record PrometheusLabels(Map<String, String> values) {
    static final PrometheusLabels NONE = new PrometheusLabels(Map.of());
    /** What labels of the program's own are called; a key of the same name gets another. */
    private static final Set<String> OWN = Set.of("le", "metric", "kind", "size", "repeat");

    /** A group's key. */
    static PrometheusLabels of(Map<String, String> key) {
        Map<String, String> values = new LinkedHashMap<>();
        key.forEach((name, value) -> {
            if (!value.isEmpty()) {
                values.put(unused(name, values), value);
            }
        });
        return new PrometheusLabels(values);
    }

    private static String unused(String name, Map<String, String> used) {
        String allowed = name.replaceAll("[^A-Za-z0-9_]", "_");
        if (OWN.contains(allowed) || !allowed.matches("_?[A-Za-z].*")) {
            allowed = "key_" + allowed;
        }
        while (used.containsKey(allowed)) {
            allowed += "_";
        }
        return allowed;
    }

    /** These and one more, last; none more for null. */
    PrometheusLabels with(String name, String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new PrometheusLabels(more);
    }

    /** {@code {comm="a",metric="fault"}}; nothing when there are none. */
    @Override
    public String toString() {
        return values.isEmpty()
                ? ""
                : values.entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + escape(label.getValue()) + '"')
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escape(String value) {
        return Printable.escape(value).replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
