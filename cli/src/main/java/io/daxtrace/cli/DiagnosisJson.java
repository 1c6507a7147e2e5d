package io.daxtrace.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.Probe;
import io.daxtrace.bpf.TrialFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** A diagnosis as JSON, schema {@value #SCHEMA}. */
final class DiagnosisJson {
    static final String SCHEMA = "daxtrace.doctor/1";

    private DiagnosisJson() {}

    /** Writes and flushes. */
    static void write(Diagnosis diagnosis, PrintWriter out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeBooleanField("traceable", diagnosis.traceable());
        json.writeArrayFieldStart("checks");
        for (Diagnosis.Check check : diagnosis.checks()) {
            json.writeStartObject();
            json.writeStringField("name", check.name());
            json.writeBooleanField("ok", check.ok());
            json.writeStringField("value", check.value());
            json.writeStringField("remedy", check.remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("mounts");
        for (Map.Entry<DaxMount, TrialFault> mount : diagnosis.mounts().entrySet()) {
            json.writeStartObject();
            json.writeStringField("path", mount.getKey().mountPoint());
            json.writeStringField("type", mount.getKey().type());
            json.writeStringField("source", mount.getKey().source());
            json.writeStringField("options", mount.getKey().options());
            if (mount.getValue().isMade() && !diagnosis.probes().isEmpty()) {
                json.writeBooleanField("traced", mount.getValue().isSeen());
            } else {
                json.writeNullField("traced");
            }
            json.writeStringField("map_sync", mount.getValue().mapSync().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("probes");
        for (Probe probe : diagnosis.probes()) {
            json.writeStartObject();
            json.writeStringField("function", probe.function().symbol());
            json.writeStringField("probe", probe.rung().toString());
            json.writeStringField("why", probe.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.println();
        out.flush();
    }
}
