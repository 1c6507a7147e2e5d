package io.daxtrace.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daxtrace.aggregate.ResultJson;
import io.daxtrace.event.Capture;
import java.io.IOException;
import java.util.Map;

/** What is known of an input, as in {@code inputs} of an analysis and at the end of an input's rows. */
public final class CaptureJson {
    private CaptureJson() {}

    /** The fields of one input, within an object that the caller started. */
    public static void fields(JsonGenerator json, Capture input) throws IOException {
        json.writeStringField("path", input.path());
        json.writeStringField("format", input.format);
        json.writeStringField("kernel", input.kernel);
        json.writeStringField("clock", input.clock);
        ResultJson.texts(json, "labels", input.labels());
        ResultJson.texts(json, "environment", input.environment());
        json.writeArrayFieldStart("probes");
        for (String probe : input.probes()) {
            json.writeString(probe);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("events");
        for (Map.Entry<String, Long> count : input.eventCounts().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("lost", input.loss().kernelDropped);
        json.writeBooleanField("truncated", input.truncated);
        json.writeArrayFieldStart("warnings");
        for (String warning : input.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
    }
}
