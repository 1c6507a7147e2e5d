package io.daxtrace.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.ResultJson;
import io.daxtrace.event.Capture;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** The analysis as JSON, schema {@value #SCHEMA}. */
public final class JsonReport {
    public static final String SCHEMA = "daxtrace.analysis/1";

    private JsonReport() {}

    public static void write(Analysis analysis, String version, Writer out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        write(analysis, version, json, out);
    }

    /** The same in one line. */
    public static void writeLine(Analysis analysis, String version, Writer out) throws IOException {
        write(analysis, version, new JsonFactory().createGenerator(out), out);
    }

    private static void write(Analysis analysis, String version, JsonGenerator json, Writer out) throws IOException {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        ResultJson.schema(json, SCHEMA, version);
        json.writeBooleanField("complete", analysis.complete());
        json.writeArrayFieldStart("inputs");
        for (Capture input : analysis.inputs()) {
            json.writeStartObject();
            input(json, input);
            json.writeEndObject();
        }
        json.writeEndArray();
        ResultJson.loss(json, analysis.loss());
        json.writeArrayFieldStart("groups");
        for (Group group : analysis.groups()) {
            group(json, group, analysis.mostLost());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.write('\n');
        out.flush();
    }

    /** The fields of one input, within an object that the caller started. */
    static void input(JsonGenerator json, Capture input) throws IOException {
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

    /** @param lost at most how many latencies are missing from each metric */
    static void group(JsonGenerator json, Group group, long lost) throws IOException {
        json.writeStartObject();
        ResultJson.texts(json, "key", group.key());
        ResultJson.faults(json, group.faults());
        json.writeArrayFieldStart("metrics");
        for (Metric metric : group.metrics()) {
            metric(json, metric, lost);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void metric(JsonGenerator json, Metric metric, long lost) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", metric.name().text());
        json.writeStringField("unit", "ns");
        MetricJson.write(json, metric.distribution(), lost);
        json.writeEndObject();
    }
}
