package io.daxtrace.aggregate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.LossField;
import java.io.IOException;
import java.util.Map;

/** What profiles and reports have in common as JSON. What is not known is null. */
public final class ResultJson {
    private ResultJson() {}

    /** The first fields of every document: which schema it has, and what wrote it. */
    public static void schema(JsonGenerator json, String schema, String version) throws IOException {
        json.writeStringField(ProfileJson.SCHEMA, schema);
        json.writeObjectFieldStart("tool");
        json.writeStringField("name", "daxtrace");
        json.writeStringField("version", version);
        json.writeEndObject();
    }

    public static void loss(JsonGenerator json, LossAccount loss) throws IOException {
        json.writeObjectFieldStart(ProfileJson.LOSS);
        for (LossField field : LossField.values()) {
            json.writeNumberField(field.word(), field.get(loss));
        }
        json.writeEndObject();
    }

    public static void faults(JsonGenerator json, FaultCounts faults) throws IOException {
        json.writeObjectFieldStart(ProfileJson.FAULTS);
        json.writeNumberField("total", faults.total());
        json.writeNumberField("sync", faults.sync());
        json.writeNumberField("async", faults.async());
        json.writeNumberField("failed", faults.failed());
        json.writeNumberField("pte", faults.pte());
        json.writeNumberField("pmd", faults.pmd());
        json.writeNumberField("fallbacks", faults.fallbacks());
        json.writeNumberField("retries", faults.retries());
        json.writeEndObject();
    }

    /** Count, min, max and sum. */
    public static void numbers(JsonGenerator json, Distribution d) throws IOException {
        json.writeNumberField(ProfileJson.COUNT, d.count());
        number(json, ProfileJson.MIN, d.min(), Distribution.UNKNOWN);
        number(json, ProfileJson.MAX, d.max(), Distribution.UNKNOWN);
        number(json, ProfileJson.SUM, d.sum(), Distribution.UNKNOWN);
    }

    /** {@code [lo, hi, count]} each. */
    public static void buckets(JsonGenerator json, Distribution d) throws IOException {
        json.writeArrayFieldStart(ProfileJson.BUCKETS);
        for (int i = 0; i < d.buckets(); i++) {
            json.writeStartArray();
            number(json, d.lo(i), Distribution.OPEN_BELOW);
            number(json, d.hi(i), Distribution.OPEN);
            json.writeNumber(d.count(i));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** A number, or null where it has the value that stands for none. */
    public static void number(JsonGenerator json, String name, long value, long none) throws IOException {
        json.writeFieldName(name);
        number(json, value, none);
    }

    private static void number(JsonGenerator json, long value, long none) throws IOException {
        if (value == none) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    public static void texts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }
}
