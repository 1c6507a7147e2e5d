package io.daxtrace.aggregate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.daxtrace.distribution.Distribution;
import java.io.IOException;
import java.io.OutputStream;

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
        ResultJson.schema(json, ProfileJson.FAMILY + ProfileJson.VERSION, version);
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
        ResultJson.texts(json, ProfileJson.LABELS, run.labels());
        ResultJson.texts(json, ProfileJson.ENVIRONMENT, run.environment());
        json.writeArrayFieldStart(ProfileJson.PROBES);
        for (String probe : run.probes()) {
            json.writeString(probe);
        }
        json.writeEndArray();
        json.writeNumberField(ProfileJson.RESOLUTION, run.resolution());
        json.writeBooleanField(ProfileJson.COMPLETE, run.complete());
        ResultJson.loss(json, run.loss());
        if (run.span() > 0) {
            json.writeNumberField(ProfileJson.SPAN, run.span());
        }
        json.writeArrayFieldStart(ProfileJson.GROUPS);
        for (Group group : run.groups()) {
            group(group);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void group(Group group) throws IOException {
        json.writeStartObject();
        ResultJson.texts(json, ProfileJson.KEY, group.key());
        ResultJson.faults(json, group.faults());
        json.writeArrayFieldStart(ProfileJson.METRICS);
        for (Metric metric : group.metrics()) {
            metric(metric.name().text(), metric.distribution());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void metric(String name, Distribution d) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField(ProfileJson.NAME, name);
        ResultJson.numbers(json, d);
        if (d.sumError() != 0) {
            json.writeNumberField(ProfileJson.SUM_ERROR, d.sumError());
        }
        if (d.unit() != 1) {
            json.writeNumberField(ProfileJson.TICK, d.unit());
        }
        if (d.below() != 0) {
            json.writeNumberField(ProfileJson.BELOW, d.below());
        }
        ResultJson.buckets(json, d);
        json.writeEndObject();
    }
}
