package io.daxtrace.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.ResultJson;
import io.daxtrace.distribution.LatencyUnit;
import java.io.IOException;

/** A group: its key, its faults and its metrics. */
public final class GroupJson {
    private GroupJson() {}

    /** @param lost at most how many latencies are missing from each metric */
    public static void write(JsonGenerator json, Group group, long lost) throws IOException {
        json.writeStartObject();
        fields(json, group, lost);
        json.writeEndObject();
    }

    /** The fields of an object that is begun. */
    public static void fields(JsonGenerator json, Group group, long lost) throws IOException {
        ResultJson.texts(json, "key", group.key());
        ResultJson.faults(json, group.faults());
        json.writeArrayFieldStart("metrics");
        for (Metric metric : group.metrics()) {
            metric(json, metric, lost);
        }
        json.writeEndArray();
    }

    private static void metric(JsonGenerator json, Metric metric, long lost) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", metric.name().text());
        json.writeStringField("unit", LatencyUnit.NS.word());
        MetricJson.write(json, metric.distribution(), lost);
        json.writeEndObject();
    }
}
