package io.daxtrace.parsers.bpftrace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.daxtrace.parsers.histogram.BlockReader;
import io.daxtrace.parsers.histogram.BucketRows;
import io.daxtrace.parsers.histogram.Findings;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Reads {@code bpftrace -f json}: one object a line, {@code {"type": "hist", "data": {"@us": [...]}}}, among lines of
 * anything else. hist() and lhist() both have the type {@code hist}; keyed maps have one more object between.
 */
public final class JsonReader implements BlockReader {
    private static final String FORMAT = "bpftrace JSON";
    private static final Pattern OPENS = Pattern.compile("^\\{\\s*+\"type\"\\s*+:");
    private static final JsonFactory JSON = new JsonFactory();

    private final Findings findings;
    private long scalars;

    public JsonReader(Findings findings) {
        this.findings = findings;
    }

    /** Whether a line is such an object. */
    public static boolean opens(String line) {
        return line.startsWith("{") && OPENS.matcher(line).lookingAt();
    }

    @Override
    public boolean take(String line, long number) {
        if (!opens(line)) {
            return false;
        }
        try (JsonParser json = JSON.createParser(line)) {
            message(json, number);
        } catch (JsonProcessingException e) {
            String column = e.getLocation() == null
                    ? ""
                    : " at column " + e.getLocation().getColumnNr();
            findings.leftOut(number, "the rest of it", "broken JSON" + column);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return true;
    }

    @Override
    public void end(boolean ofText) {
        if (ofText && scalars > 0) {
            findings.problem(scalars + " bpftrace maps hold single values, no histogram: left out");
            scalars = 0;
        }
    }

    private void message(JsonParser json, long number) throws IOException {
        json.nextToken();
        String type = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("type") && value == JsonToken.VALUE_STRING) {
                type = json.getText();
            } else if (field.equals("data") && value == JsonToken.START_OBJECT) {
                data(type, json, number);
            } else {
                json.skipChildren();
                if (field.equals("helper") && json.getText().equals("map_update_elem")) {
                    findings.capture().loss().mapFull++;
                }
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw new com.fasterxml.jackson.core.JsonParseException(json, "not an object");
        }
    }

    private void data(String type, JsonParser json, long number) throws IOException {
        if (!type.equals("hist") && !type.equals("stats") && !type.equals("map") && !type.equals("lost_events")) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (type) {
                case "hist" -> hist(json, name, name, number);
                case "stats" -> stats(json, name, name, number);
                case "map" -> {
                    scalars++;
                    json.skipChildren();
                }
                default -> findings.capture().loss().kernelDropped += JsonBucket.integer(json, 0);
            }
        }
    }

    /** A histogram, or an object of them by key. */
    private void hist(JsonParser json, String map, String name, long number) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT && map.equals(name)) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                hist(json, map, map + "[" + key + "]", number);
            }
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            buckets(json, map, name, number);
        } else {
            findings.leftOut(number, name, "found no list of buckets");
            json.skipChildren();
        }
    }

    private void buckets(JsonParser json, String map, String name, long number) throws IOException {
        BucketRows rows = new BucketRows();
        JsonBucket bucket = new JsonBucket();
        boolean rebuilt = false;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            bucket.read(json);
            rebuilt |= bucket.rebuild();
            if (bucket.isWhole()) {
                rows.add(bucket.lo(), bucket.hi(), findings.nanosecondsOf(map), bucket.count(), number);
            } else {
                rows.fail(number, "a bucket without integer bounds and count");
            }
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            rows.fail(number, "found something else than buckets");
            while (json.currentToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
                json.skipChildren();
                json.nextToken();
            }
        }
        if (rebuilt) {
            findings.capture()
                    .warn(Findings.shown(name) + " has bounds that bpftrace 0.17 to 0.19 cut to 32 bits: rebuilt, each"
                            + " bucket being twice as wide as the one before; values of 2^32 and more may have been"
                            + " counted too low");
        }
        if (!rows.isEmpty() || rows.problem() != null) {
            findings.rows(FORMAT, name, rows);
        }
    }

    /** {@code {"count": n, "average": n, "total": n}}, or an object of such objects by key. */
    private void stats(JsonParser json, String map, String name, long number) throws IOException {
        long count = -1;
        long total = Long.MIN_VALUE;
        if (json.currentToken() != JsonToken.START_OBJECT) {
            scalars++;
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && map.equals(name)) {
                stats(json, map, map + "[" + field + "]", number);
            } else if (field.equals("count")) {
                count = JsonBucket.integer(json, -1);
            } else if (field.equals("total")) {
                total = JsonBucket.integer(json, Long.MIN_VALUE);
            } else if (map.equals(name) && !field.equals("average")) {
                scalars++;
                json.skipChildren();
            } else {
                json.skipChildren();
            }
        }
        if (count >= 0 && total != Long.MIN_VALUE) {
            Stats.find(findings, FORMAT, map, name, count, total, number);
        }
    }
}
