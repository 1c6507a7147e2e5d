package io.daxtrace.aggregate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.LossAccount;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes profiles: a line a metric, so that two of them can be told apart with diff. */
public final class ProfileWriter {
    private final JsonGenerator json;

    private ProfileWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes a profile and flushes; the caller closes the stream.
     *
     * @param version of daxtrace
     */
    public static void write(Profile profile, String version, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            new ProfileWriter(json).write(profile, version);
        }
        out.write('\n');
        out.flush();
    }

    private void write(Profile profile, String version) throws IOException {
        json.writeStartObject();
        json.writeStringField(ProfileJson.SCHEMA, ProfileJson.FAMILY + ProfileJson.VERSION);
        json.writeObjectFieldStart("tool");
        json.writeStringField("name", "daxtrace");
        json.writeStringField("version", version);
        json.writeEndObject();
        json.writeStringField(ProfileJson.UNIT, ProfileJson.NANOSECONDS);
        json.writeArrayFieldStart(ProfileJson.RUNS);
        for (Run run : profile.runs()) {
            run(run);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void run(Run run) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField(ProfileJson.SOURCE, run.source());
        texts(ProfileJson.LABELS, run.labels());
        texts(ProfileJson.ENVIRONMENT, run.environment());
        json.writeArrayFieldStart(ProfileJson.PROBES);
        for (String probe : run.probes()) {
            json.writeString(probe);
        }
        json.writeEndArray();
        json.writeNumberField(ProfileJson.RESOLUTION, run.resolution());
        json.writeBooleanField(ProfileJson.COMPLETE, run.complete());
        loss(run.loss());
        json.writeArrayFieldStart(ProfileJson.GROUPS);
        for (Group group : run.groups()) {
            group(group);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void loss(LossAccount loss) throws IOException {
        json.writeObjectFieldStart(ProfileJson.LOSS);
        for (LossField field : LossField.values()) {
            json.writeNumberField(field.word(), field.get(loss));
        }
        json.writeEndObject();
    }

    private void group(Group group) throws IOException {
        json.writeStartObject();
        texts(ProfileJson.KEY, group.key());
        FaultCounts faults = group.faults();
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
        json.writeArrayFieldStart(ProfileJson.METRICS);
        for (Metric metric : group.metrics()) {
            metric(metric.name(), metric.distribution());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void metric(String name, Distribution d) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField(ProfileJson.NAME, name);
        json.writeNumberField(ProfileJson.COUNT, d.count());
        known(ProfileJson.MIN, d.min());
        known(ProfileJson.MAX, d.max());
        known(ProfileJson.SUM, d.sum());
        if (d.sumError() != 0) {
            json.writeNumberField(ProfileJson.SUM_ERROR, d.sumError());
        }
        if (d.unit() != 1) {
            json.writeNumberField(ProfileJson.TICK, d.unit());
        }
        if (d.below() != 0) {
            json.writeNumberField(ProfileJson.BELOW, d.below());
        }
        json.writeArrayFieldStart(ProfileJson.BUCKETS);
        for (int i = 0; i < d.buckets(); i++) {
            json.writeStartArray();
            edge(d.lo(i), Distribution.OPEN_BELOW);
            edge(d.hi(i), Distribution.OPEN);
            json.writeNumber(d.count(i));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void known(String name, long value) throws IOException {
        if (value == Distribution.UNKNOWN) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private void edge(long edge, long open) throws IOException {
        if (edge == open) {
            json.writeNull();
        } else {
            json.writeNumber(edge);
        }
    }

    private void texts(String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }
}
