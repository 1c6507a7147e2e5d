package io.daxtrace.report.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.daxtrace.aggregate.ResultJson;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultField;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.report.CaptureJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Faults and fsync calls as JSON, a line each, what is not known left out; after those of an input a line of the kind
 * {@code input} with what {@code analyze} says of it, and what was lost. Names keep every character, in plain ASCII.
 */
public final class FaultJsonLines implements FaultRows {
    private static final FaultField[] FIELDS = FaultField.values();

    private final JsonGenerator json;
    private final FieldTexts texts = new FieldTexts();
    private final PathTexts paths = new PathTexts(path -> path);
    private String input;

    public FaultJsonLines(Writer out) throws IOException {
        json = new JsonFactory().createGenerator(out);
        json.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    @Override
    public void input(Capture capture) {
        input = capture.path();
        paths.input(capture);
    }

    @Override
    public void fault(Fault fault) {
        try {
            start();
            for (FaultField field : FIELDS) {
                field(field, field.of(fault));
            }
            end(fault.comm, fault.dev, fault.ino);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void fsync(FsyncCall call) {
        try {
            start();
            for (FaultField field : FIELDS) {
                field(field, field.of(call));
            }
            end(call.comm, call.dev, call.ino);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() throws IOException {
        json.writeStartObject();
        json.writeStringField("input", input);
    }

    private void field(FaultField field, long value) throws IOException {
        if (value == Event.UNKNOWN) {
            return;
        }
        json.writeFieldName(field.word());
        if (field.isText()) {
            json.writeString(texts.of(field, value));
        } else {
            json.writeNumber(value);
        }
    }

    private void end(String comm, long dev, long ino) throws IOException {
        if (comm != null) {
            json.writeStringField("comm", comm);
        }
        String path = paths.of(dev, ino);
        if (path != null) {
            json.writeStringField("file", path);
        }
        json.writeEndObject();
    }

    @Override
    public void inputEnded(Capture capture) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", "input");
        json.writeBooleanField("complete", capture.complete());
        CaptureJson.fields(json, capture);
        ResultJson.loss(json, capture.loss());
        json.writeEndObject();
    }

    @Override
    public void end() throws IOException {
        json.writeRaw('\n');
        json.flush();
    }
}
