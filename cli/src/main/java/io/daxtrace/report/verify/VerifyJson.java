package io.daxtrace.report.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.daxtrace.aggregate.ResultJson;
import io.daxtrace.event.Capture;
import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Event;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FilePaths;
import io.daxtrace.faults.promise.Doubt;
import io.daxtrace.faults.promise.PromiseAccount;
import io.daxtrace.faults.promise.Verification;
import io.daxtrace.faults.promise.Violation;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * What captures prove of MAP_SYNC's promise, as JSON, schema {@value #SCHEMA}. Times are nanoseconds on the capture's
 * clock, offsets bytes; what is not known is null.
 */
final class VerifyJson {
    static final String SCHEMA = "daxtrace.verify/1";

    private VerifyJson() {}

    static void write(List<Verification> verifications, String version, Writer out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        ResultJson.schema(json, SCHEMA, version);
        json.writeArrayFieldStart("inputs");
        for (Verification verification : verifications) {
            input(json, verification);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.write('\n');
        out.flush();
    }

    private static void input(JsonGenerator json, Verification verification) throws IOException {
        Capture capture = verification.capture();
        PromiseAccount account = verification.account();
        json.writeStartObject();
        json.writeStringField("path", capture.path());
        json.writeStringField("format", capture.format);
        json.writeStringField("kernel", capture.kernel);
        json.writeStringField("verdict", verification.verdict().word());
        json.writeObjectFieldStart("promises");
        json.writeNumberField("total", account.total());
        json.writeNumberField("kept", account.kept());
        json.writeNumberField("broken", account.broken());
        json.writeNumberField("unknown", account.unknown());
        json.writeEndObject();
        json.writeObjectFieldStart("broken");
        for (Map.Entry<Violation.Kind, Long> count : account.violationCounts().entrySet()) {
            json.writeNumberField(count.getKey().word(), count.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("unknown");
        for (Map.Entry<Doubt, Long> count : account.doubtCounts().entrySet()) {
            json.writeNumberField(count.getKey().word(), count.getValue());
        }
        json.writeEndObject();
        strings(json, "gaps", verification.gaps());
        json.writeBooleanField("truncated", capture.truncated);
        strings(json, "warnings", capture.warnings());
        json.writeArrayFieldStart("violations");
        for (Violation violation : account.violations()) {
            violation(json, violation, capture.files());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void violation(JsonGenerator json, Violation violation, FilePaths paths) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", violation.kind().word());
        number(json, "time", violation.time());
        json.writeNumberField("tid", violation.tid());
        json.writeStringField("comm", violation.comm());
        json.writeStringField(
                "device", violation.dev() == Event.UNKNOWN ? null : DeviceNumber.toString(violation.dev()));
        number(json, "inode", violation.ino());
        FilePath path = paths.of(violation.dev(), violation.ino());
        if (path != null) {
            json.writeStringField("file", path.toString());
        }
        number(json, "offset", violation.offset());
        json.writeStringField("found", violation.found());
        strings(json, "events", violation.events());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, long value) throws IOException {
        if (value == Event.UNKNOWN) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
