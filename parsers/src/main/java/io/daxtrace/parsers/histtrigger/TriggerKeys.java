package io.daxtrace.parsers.histtrigger;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of a hist trigger, by which its rows are taken apart: the values of keys are free text, a thread's name among
 * them, so only the order of the keys tells where one ends.
 */
final class TriggerKeys {
    private static final Pattern KEYS = Pattern.compile("hist:(?:\\S*?:)?keys?=(?<keys>[^:\\s]+)");
    private static final Pattern BUCKET = Pattern.compile("~ (?:2\\^(?<power>\\d{1,2})|(?<lo>\\d+)-(?<hi>\\d+))\\s*");
    private static final String END_OF_KEYS = " }";
    private static final Pattern HITS = Pattern.compile("(?s)\\s+hitcount:\\s+(\\d++)(?:\\s.*)?");
    private static final int MOST_KEYS = 8;

    private final List<String> expressions;
    private final List<String> fields = new ArrayList<>();
    private final boolean microseconds;

    /** From the line {@code # trigger info: hist:keys=pid,lat.log2:vals=...}; null when it names no keys. */
    static TriggerKeys of(String info) {
        Matcher keys = KEYS.matcher(info);
        if (!keys.find()) {
            return null;
        }
        List<String> expressions = List.of(keys.group("keys").split(","));
        return expressions.isEmpty() || expressions.size() > MOST_KEYS
                ? null
                : new TriggerKeys(expressions, info.contains(".usecs"));
    }

    private TriggerKeys(List<String> expressions, boolean microseconds) {
        this.expressions = expressions;
        this.microseconds = microseconds;
        for (String expression : expressions) {
            int dot = expression.indexOf('.');
            fields.add(dot < 0 ? expression : expression.substring(0, dot));
        }
    }

    /** Whether the trigger saved its timestamps in microseconds, as far as its own text shows it. */
    boolean inMicroseconds() {
        return microseconds;
    }

    /** Takes a row apart; null when it is not one of these keys with exactly one of them in buckets. */
    TriggerRow row(String line) {
        int end = line.lastIndexOf(END_OF_KEYS);
        Matcher hits = HITS.matcher(line).region(Math.max(0, end + END_OF_KEYS.length()), line.length());
        String[] values = end < 0 || !hits.matches() ? null : values(line, end);
        if (values == null) {
            return null;
        }
        int bucketKey = -1;
        Matcher bucket = null;
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            Matcher candidate = BUCKET.matcher(values[i]);
            boolean grouped =
                    expressions.get(i).contains(".log2") || expressions.get(i).contains(".buckets");
            if (grouped && candidate.matches()) {
                if (bucket != null) {
                    return null;
                }
                bucket = candidate;
                bucketKey = i;
            } else {
                String value = values[i].strip().replaceAll("\\s+", " ").replace("[ ", "[");
                others.append(others.isEmpty() ? "" : ", ")
                        .append(fields.get(i))
                        .append('=')
                        .append(value);
            }
        }
        if (bucket == null) {
            return null;
        }
        String name = expressions.get(bucketKey) + (others.isEmpty() ? "" : "[" + others + "]");
        return TriggerRow.of(name, fields.get(bucketKey), bucket, hits.group(1));
    }

    /** The values of the keys, looked for from the right: a name before a key may look like that key. */
    private String[] values(String line, int end) {
        String[] values = new String[fields.size()];
        int to = end;
        for (int i = values.length - 1; i >= 0; i--) {
            String before = (i == 0 ? "{ " : ", ") + fields.get(i) + ": ";
            int at = i == 0 ? (line.startsWith(before) ? 0 : -1) : line.lastIndexOf(before, to - before.length());
            if (at < 0 || at + before.length() > to) {
                return null;
            }
            values[i] = line.substring(at + before.length(), to);
            to = at;
        }
        return values;
    }
}
