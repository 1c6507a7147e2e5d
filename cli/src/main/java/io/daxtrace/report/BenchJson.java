package io.daxtrace.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.daxtrace.aggregate.ResultJson;
import io.daxtrace.bench.BenchPlan;
import io.daxtrace.bench.BenchResult;
import io.daxtrace.bench.Cell;
import java.io.IOException;
import java.io.Writer;

/** A bench as JSON, schema {@value #SCHEMA}. Latencies are what the program saw, in nanoseconds. */
public final class BenchJson {
    public static final String SCHEMA = "daxtrace.bench/1";

    private BenchJson() {}

    public static void write(BenchResult result, String version, Writer out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        ResultJson.schema(json, SCHEMA, version);
        json.writeBooleanField("complete", result.complete());
        json.writeStringField("kernel", result.kernel());
        json.writeStringField("directory", result.directory());
        json.writeObjectFieldStart("filesystem");
        json.writeStringField("type", result.filesystem().type());
        json.writeStringField("device", result.filesystem().device());
        json.writeStringField("options", result.filesystem().options());
        json.writeEndObject();
        plan(json, result);
        json.writeNumberField("timer_ns", result.timerCost());
        json.writeArrayFieldStart("cells");
        for (Cell cell : result.cells()) {
            cell(json, cell);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.write('\n');
        out.flush();
    }

    private static void plan(JsonGenerator json, BenchResult result) throws IOException {
        BenchPlan plan = result.plan();
        json.writeObjectFieldStart("plan");
        json.writeNumberField("pages", plan.pages());
        json.writeNumberField("page_size", result.pageSize());
        json.writeNumberField("repeat", plan.repeats());
        json.writeNumberField("threads", plan.threads());
        json.writeNumberField("seed", plan.seed());
        json.writeStringField("order", plan.random() ? "random" : "ascending");
        json.writeStringField("access", plan.read() ? "read" : "write");
        json.writeEndObject();
    }

    private static void cell(JsonGenerator json, Cell cell) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", cell.setUp().heading());
        json.writeStringField("file", cell.setUp().file());
        json.writeStringField("load", cell.setUp().load());
        json.writeStringField("sync", cell.setUp().syncWord());
        MetricJson.write(json, cell.times().distribution());
        json.writeArrayFieldStart("runs");
        for (Cell.Run run : cell.runs()) {
            json.writeStartObject();
            json.writeNumberField("repeat", run.repeat());
            json.writeNumberField("turn", run.turn());
            MetricJson.write(json, run.times().distribution());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
