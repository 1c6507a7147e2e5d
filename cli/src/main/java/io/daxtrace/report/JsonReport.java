package io.daxtrace.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.LossField;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.QuantileInterval;
import io.daxtrace.event.Capture;
import io.daxtrace.event.LossAccount;
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
        json.writeStringField("schema", SCHEMA);
        json.writeObjectFieldStart("tool");
        json.writeStringField("name", "daxtrace");
        json.writeStringField("version", version);
        json.writeEndObject();
        json.writeBooleanField("complete", analysis.complete());
        json.writeArrayFieldStart("inputs");
        for (Capture input : analysis.inputs()) {
            json.writeStartObject();
            input(json, input);
            json.writeEndObject();
        }
        json.writeEndArray();
        loss(json, analysis.loss());
        json.writeArrayFieldStart("groups");
        for (Group group : analysis.groups()) {
            group(json, group);
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
        strings(json, "labels", input.labels());
        strings(json, "environment", input.environment());
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

    private static void strings(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }

    static void loss(JsonGenerator json, LossAccount loss) throws IOException {
        json.writeObjectFieldStart("loss");
        for (LossField field : LossField.values()) {
            json.writeNumberField(field.word(), field.get(loss));
        }
        json.writeEndObject();
    }

    static void group(JsonGenerator json, Group group) throws IOException {
        json.writeStartObject();
        strings(json, "key", group.key());
        FaultCounts faults = group.faults();
        json.writeObjectFieldStart("faults");
        json.writeNumberField("total", faults.total());
        json.writeNumberField("sync", faults.sync());
        json.writeNumberField("async", faults.async());
        json.writeNumberField("failed", faults.failed());
        json.writeNumberField("pte", faults.pte());
        json.writeNumberField("pmd", faults.pmd());
        json.writeNumberField("fallbacks", faults.fallbacks());
        json.writeNumberField("retries", faults.retries());
        json.writeEndObject();
        json.writeArrayFieldStart("metrics");
        for (Metric metric : group.metrics()) {
            metric(json, metric);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void metric(JsonGenerator json, Metric metric) throws IOException {
        Distribution d = metric.distribution();
        json.writeStartObject();
        json.writeStringField("name", metric.name());
        json.writeStringField("unit", "ns");
        json.writeNumberField("count", d.count());
        number(json, "min", d.min(), Distribution.UNKNOWN);
        number(json, "max", d.max(), Distribution.UNKNOWN);
        number(json, "sum", d.sum(), Distribution.UNKNOWN);
        if (Double.isNaN(d.mean())) {
            json.writeNullField("mean");
        } else {
            json.writeNumberField("mean", d.mean());
        }
        json.writeObjectFieldStart("quantiles");
        for (int i = 0; i < Quantiles.OF.length && d.count() > 0; i++) {
            QuantileInterval q = d.quantile(Quantiles.OF[i]);
            json.writeObjectFieldStart(Quantiles.NAMES[i]);
            number(json, "lo", q.lo(), Distribution.OPEN_BELOW);
            number(json, "hi", q.hi(), Distribution.OPEN);
            json.writeNumberField("value", q.value());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("buckets");
        for (int i = 0; i < d.buckets(); i++) {
            json.writeStartArray();
            edge(json, d.lo(i), Distribution.OPEN_BELOW);
            edge(json, d.hi(i), Distribution.OPEN);
            json.writeNumber(d.count(i));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A number, or null where it has the value that stands for none. */
    private static void number(JsonGenerator json, String name, long value, long none) throws IOException {
        json.writeFieldName(name);
        edge(json, value, none);
    }

    private static void edge(JsonGenerator json, long value, long none) throws IOException {
        if (value == none) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
