package io.daxtrace.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prometheus' text format 0.0.4 as its specification has it: families announced once and kept together, no sample twice,
 * histograms cumulative, by rising edges, and +Inf equal to the count.
 */
public final class Exposition {
    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, String> types = new LinkedHashMap<>();

    /** One line. */
    public record Sample(String name, Map<String, String> labels, String value) {
        public BigDecimal number() {
            return new BigDecimal(value);
        }
    }

    private Exposition() {}

    /** Fails where the text breaks a rule. */
    public static Exposition parse(String text) {
        Exposition found = new Exposition();
        assertThat(text).endsWith("\n");
        String family = null;
        Set<Map.Entry<String, Map<String, String>>> seen = new HashSet<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ");
                family = words[2];
                assertThat(found.types.put(family, words[3])).as(line).isNull();
            } else if (!line.startsWith("# HELP ")) {
                Sample sample = sample(line);
                String base = "histogram".equals(found.types.get(family))
                        ? sample.name().replaceFirst("_(bucket|sum|count)$", "")
                        : sample.name();
                assertThat(base).as(line).isEqualTo(family);
                assertThat(seen.add(Map.entry(sample.name(), sample.labels())))
                        .as(line)
                        .isTrue();
                found.samples.add(sample);
            }
        }
        found.types.forEach((name, type) -> {
            if (type.equals("histogram")) {
                found.samples(name + "_count").forEach(count -> checkHistogram(found.buckets(name, count), count));
            }
        });
        return found;
    }

    public List<Sample> samples(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** The buckets of the series that a count is of, in their order. */
    public List<Sample> buckets(String histogram, Sample count) {
        return samples(histogram + "_bucket").stream()
                .filter(bucket -> {
                    Map<String, String> labels = new LinkedHashMap<>(bucket.labels());
                    labels.remove("le");
                    return labels.equals(count.labels());
                })
                .toList();
    }

    private static void checkHistogram(List<Sample> buckets, Sample count) {
        BigDecimal edge = null;
        BigDecimal below = BigDecimal.ZERO;
        for (Sample bucket : buckets.subList(0, buckets.size() - 1)) {
            BigDecimal le = new BigDecimal(bucket.labels().get("le"));
            assertThat(edge == null || le.compareTo(edge) > 0).as("%s", bucket).isTrue();
            assertThat(bucket.number()).as("%s", bucket).isGreaterThanOrEqualTo(below);
            edge = le;
            below = bucket.number();
        }
        Sample last = buckets.get(buckets.size() - 1);
        assertThat(last.labels()).containsEntry("le", "+Inf");
        assertThat(last.value()).isEqualTo(count.value());
        assertThat(count.number()).isGreaterThanOrEqualTo(below);
    }

    private static Sample sample(String line) {
        int at = 0;
        while (at < line.length() && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '_')) {
            at++;
        }
        String name = line.substring(0, at);
        assertThat(name).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
        Map<String, String> labels = new LinkedHashMap<>();
        if (line.charAt(at) == '{') {
            do {
                int equals = line.indexOf("=\"", at);
                String label = line.substring(at + 1, equals);
                assertThat(label).as(line).matches("[a-zA-Z_][a-zA-Z0-9_]*").doesNotStartWith("__");
                StringBuilder value = new StringBuilder();
                for (at = equals + 2; line.charAt(at) != '"'; at++) {
                    char c = line.charAt(at);
                    if (c == '\\') {
                        c = line.charAt(++at);
                        assertThat(c).as(line).isIn('\\', '"', 'n');
                        c = c == 'n' ? '\n' : c;
                    }
                    value.append(c);
                }
                assertThat(labels.put(label, value.toString())).as(line).isNull();
                at++;
            } while (line.charAt(at) == ',');
            assertThat(line.charAt(at++)).isEqualTo('}');
        }
        assertThat(line.charAt(at)).as(line).isEqualTo(' ');
        String value = line.substring(at + 1);
        assertThat(value).as(line).matches("NaN|[0-9]+(\\.[0-9]+)?");
        return new Sample(name, labels, value);
    }
}
