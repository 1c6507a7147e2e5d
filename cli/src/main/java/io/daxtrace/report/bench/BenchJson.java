package io.daxtrace.report.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.ResultJson;
import io.daxtrace.bench.BenchPlan;
import io.daxtrace.bench.BenchResult;
import io.daxtrace.bench.Cell;
import io.daxtrace.bench.Part;
import io.daxtrace.bench.TracedRun;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.report.GroupJson;
import io.daxtrace.report.MetricJson;
import java.io.IOException;
import java.io.Writer;

/** A bench as JSON, schema {@value #SCHEMA}. Latencies are what the program saw, in nanoseconds. */
final class BenchJson {
    static final String SCHEMA = "daxtrace.bench/1";

    private BenchJson() {}

    static void write(BenchResult result, String version, Writer out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        ResultJson.schema(json, SCHEMA, version);
        json.writeBooleanField("complete", result.isComplete());
        json.writeStringField("kernel", result.kernel());
        json.writeStringField("directory", result.directory());
        json.writeObjectFieldStart("filesystem");
        json.writeStringField("type", result.filesystem().type());
        json.writeStringField("device", result.filesystem().device());
        json.writeStringField("options", result.filesystem().options());
        json.writeEndObject();
        plan(json, result);
        json.writeNumberField("timer_ns", result.timerCost());
        if (result.isTraced()) {
            json.writeArrayFieldStart("probes");
            for (String probe : result.probes()) {
                json.writeString(probe);
            }
            json.writeEndArray();
            ResultJson.loss(json, result.loss());
        }
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
        MetricJson.write(json, cell.times().distribution(), 0);
        traced(json, cell.traced());
        json.writeArrayFieldStart("runs");
        for (Cell.Run run : cell.runs()) {
            json.writeStartObject();
            json.writeNumberField("repeat", run.repeat());
            json.writeNumberField("turn", run.turn());
            MetricJson.write(json, run.times().distribution(), 0);
            traced(json, run.traced());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The stages in {@code split} are those of all joined faults; in the group's metrics, as everywhere, of sync faults. */
    private static void traced(JsonGenerator json, TracedRun traced) throws IOException {
        if (traced == null) {
            return;
        }
        json.writeObjectFieldStart("trace");
        json.writeNumberField("joined", traced.joined());
        json.writeNumberField("not_joined", traced.notJoined());
        json.writeNumberField("strays", traced.strays());
        ResultJson.loss(json, traced.loss());
        json.writeObjectFieldStart("split");
        for (Part part : Part.values()) {
            Distribution d = traced.parts().get(part);
            if (d.count() > 0) {
                json.writeObjectFieldStart(part.word());
                MetricJson.write(json, d, 0);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
        json.writeFieldName("group");
        Group faults = traced.faults();
        GroupJson.write(
                json, faults, traced.loss().mostLost(faults.faults().total()).orElse(0));
        json.writeEndObject();
    }
}
