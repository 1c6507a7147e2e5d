package io.daxtrace.report.analysis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.Finding;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.ResultJson;
import io.daxtrace.event.Capture;
import io.daxtrace.report.CaptureJson;
import io.daxtrace.report.GroupJson;
import java.io.IOException;
import java.io.Writer;

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
            CaptureJson.fields(json, input);
            json.writeEndObject();
        }
        json.writeEndArray();
        ResultJson.loss(json, analysis.loss());
        json.writeArrayFieldStart("groups");
        for (Group group : analysis.groups()) {
            GroupJson.write(json, group, analysis.mostLost());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Finding finding : Finding.of(analysis.groups())) {
            json.writeStartObject();
            json.writeStringField("kind", finding.kind());
            json.writeNumberField("share", finding.share());
            json.writeNumberField("faults", finding.faults());
            json.writeStringField("text", finding.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        MomentsJson.fields(json, analysis.moments(), analysis.mostLost());
        json.writeEndObject();
        json.close();
        out.write('\n');
        out.flush();
    }
}
