package io.daxtrace.report.comparison;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.daxtrace.aggregate.ResultJson;
import io.daxtrace.compare.Answer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.mathematics.Beside;
import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.SideValue;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.Mix;
import io.daxtrace.compare.verdicts.MixResult;
import io.daxtrace.compare.verdicts.Outlier;
import io.daxtrace.compare.verdicts.RunsToDecide;
import io.daxtrace.compare.verdicts.Stages;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.distribution.LatencyUnit;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Comparisons as JSON, schema {@value #SCHEMA}: everything that was found. What is not finite is null. */
final class ComparisonJson {
    static final String SCHEMA = "daxtrace.comparison/1";

    private final JsonGenerator json;

    private ComparisonJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes all comparisons of one invocation, and flushes. */
    static void write(List<Comparison> comparisons, String version, Writer out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        ResultJson.schema(json, SCHEMA, version);
        json.writeArrayFieldStart("comparisons");
        for (Comparison comparison : comparisons) {
            new ComparisonJson(json).comparison(comparison);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.write('\n');
        out.flush();
    }

    private void comparison(Comparison comparison) throws IOException {
        json.writeStartObject();
        json.writeStringField("base", comparison.base());
        json.writeStringField("candidate", comparison.candidate());
        json.writeBooleanField("across", comparison.across());
        json.writeStringField("verdict", word(comparison.verdict()));
        json.writeBooleanField("complete", comparison.complete());
        number("run_noise", comparison.runNoise());
        json.writeStringField("adjust", word(comparison.adjustment()));
        answer(comparison, Answer.of(comparison));
        texts("notes", comparison.notes());
        json.writeArrayFieldStart("cells");
        for (CellResult cell : comparison.cells()) {
            cell(cell);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void answer(Comparison comparison, Answer answer) throws IOException {
        json.writeObjectFieldStart("answer");
        json.writeStringField("text", AnswerSentence.of(comparison, answer));
        json.writeNumberField("workloads", answer.workloads().size());
        for (Verdict verdict : Verdict.values()) {
            json.writeNumberField(word(verdict), answer.count(verdict));
        }
        worst(answer.count(Verdict.REGRESSED) > 0 ? answer.worst(Verdict.REGRESSED) : answer.worst(Verdict.IMPROVED));
        undecided(answer);
        json.writeEndObject();
    }

    /** @param worst of those that changed, or null */
    private void worst(Answer.Workload worst) throws IOException {
        if (worst == null) {
            json.writeNullField("worst");
            return;
        }
        json.writeObjectFieldStart("worst");
        key(worst.cell());
        json.writeStringField("metric", worst.metric().name().text());
        json.writeStringField("statistic", worst.statistic().statistic().name());
        json.writeStringField("verdict", word(worst.statistic().verdict()));
        number("ratio", worst.statistic().ratio());
        interval("interval", worst.statistic().interval());
        Stages.Stage stage = worst.stage();
        json.writeStringField("stage", stage == null ? null : stage.metric().text());
        number("stage_share", stage == null ? Double.NaN : stage.share());
        json.writeBooleanField("outside_stages", worst.isOutside());
        json.writeEndObject();
    }

    private void undecided(Answer answer) throws IOException {
        if (answer.count(Verdict.INCONCLUSIVE) == 0) {
            json.writeNullField("undecided");
            return;
        }
        Answer.Undecided open = answer.undecided();
        json.writeObjectFieldStart("undecided");
        texts("reasons", open.reasons().stream().map(Verdict.Reason::word).toList());
        count("least_runs_to_decide", open.least());
        count("most_runs_to_decide", open.most());
        json.writeBooleanField("spread_assumed", open.assumed());
        json.writeEndObject();
    }

    private void key(CellResult cell) throws IOException {
        json.writeObjectFieldStart("key");
        for (Map.Entry<String, String> label : cell.key().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
    }

    private void cell(CellResult cell) throws IOException {
        json.writeStartObject();
        key(cell);
        texts("base_runs", cell.baseRuns());
        texts("candidate_runs", cell.candidateRuns());
        json.writeBooleanField("complete", cell.complete());
        texts("notes", cell.notes());
        json.writeArrayFieldStart("metrics");
        for (MetricResult metric : cell.metrics()) {
            metric(metric);
        }
        json.writeEndArray();
        stages("stages", cell.stages() == null ? List.of() : cell.stages().stages());
        stages("parts", cell.stages() == null ? List.of() : cell.stages().parts());
        mix(cell.mix());
        json.writeEndObject();
    }

    private void mix(Mix mix) throws IOException {
        json.writeArrayFieldStart("mix");
        for (MixResult result : mix.results()) {
            mix(result);
        }
        json.writeEndArray();
        Mix.Standardised standardised = mix.standardised();
        if (standardised == null) {
            json.writeNullField("standardised");
            return;
        }
        json.writeObjectFieldStart("standardised");
        number("share_sync", standardised.share());
        number("ratio", standardised.ratio());
        interval("interval", standardised.interval());
        json.writeStringField("verdict", word(standardised.verdict()));
        json.writeEndObject();
    }

    private void mix(MixResult result) throws IOException {
        boolean rate = result.measure().kind().isRate();
        json.writeStartObject();
        json.writeStringField("name", result.measure().name());
        json.writeStringField("verdict", word(result.verdict()));
        json.writeStringField(
                "reason", result.reason() == null ? null : result.reason().word());
        json.writeBooleanField("worse", result.isWorse());
        number("base", result.base());
        number("candidate", result.candidate());
        json.writeNumberField("base_runs", result.baseRuns());
        json.writeNumberField("candidate_runs", result.candidateRuns());
        number(rate ? "ratio" : "difference", result.change());
        interval("interval", result.interval());
        number("band", result.band());
        number("p", result.p());
        number("p_adjusted", result.adjustedP());
        number("p_no_change", result.pNoChange());
        number("p_no_change_adjusted", result.adjustedNoChange());
        json.writeEndObject();
    }

    private void stages(String name, List<Stages.Stage> stages) throws IOException {
        json.writeArrayFieldStart(name);
        for (Stages.Stage stage : stages) {
            stage(stage);
        }
        json.writeEndArray();
    }

    private void stage(Stages.Stage stage) throws IOException {
        json.writeStartObject();
        json.writeStringField("metric", stage.metric().text());
        json.writeStringField("statistic", stage.result().statistic().name());
        json.writeStringField("verdict", word(stage.result().verdict()));
        number("ratio", stage.result().ratio());
        number("difference", stage.difference());
        number("share", stage.share());
        json.writeEndObject();
    }

    private void metric(MetricResult metric) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", metric.name().text());
        json.writeStringField("candidate_name", metric.candidateName().text());
        json.writeStringField("unit", LatencyUnit.NS.word());
        json.writeBooleanField("gating", metric.gating());
        json.writeStringField("verdict", word(metric.verdict()));
        json.writeStringField(
                "no_data", metric.noData() == null ? null : metric.noData().words());
        json.writeArrayFieldStart("statistics");
        for (StatisticResult statistic : metric.statistics()) {
            statistic(statistic);
        }
        json.writeEndArray();
        if (metric.beside() != null) {
            beside(metric.beside());
        }
        json.writeEndObject();
    }

    private void statistic(StatisticResult s) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", s.statistic().name());
        json.writeStringField("verdict", word(s.verdict()));
        json.writeStringField("reason", s.reason() == null ? null : s.reason().word());
        json.writeBooleanField("gating", s.gating());
        json.writeBooleanField("changed", s.changed());
        number("ratio", s.ratio());
        interval("interval", s.interval());
        interval("identified", s.identified());
        number("band", s.band().relative());
        number("p", s.p());
        number("p_adjusted", s.adjustedP());
        number("p_no_change", s.pNoChange());
        number("p_no_change_adjusted", s.adjustedNoChange());
        number("detectable", s.detectable());
        json.writeStringField("method", s.method().name().toLowerCase(Locale.ROOT));
        number("assumed_run_noise", s.assumedNoise());
        runsToDecide(s.runsToDecide());
        outlier(s.outlier());
        side("base", s.base());
        side("candidate", s.candidate());
        json.writeEndObject();
    }

    private void runsToDecide(RunsToDecide needed) throws IOException {
        if (needed == null) {
            json.writeNullField("runs_to_decide");
            return;
        }
        json.writeObjectFieldStart("runs_to_decide");
        count("runs", needed.runs());
        json.writeStringField("spread", word(needed.spread()));
        count("latencies", needed.latencies());
        json.writeEndObject();
    }

    private void outlier(Outlier outlier) throws IOException {
        if (outlier == null) {
            json.writeNullField("outlier");
            return;
        }
        json.writeObjectFieldStart("outlier");
        json.writeStringField("side", outlier.inBase() ? "base" : "candidate");
        json.writeStringField("run", outlier.run());
        number("ratio_to_others", outlier.ratio());
        json.writeObjectFieldStart("without");
        json.writeStringField("verdict", word(outlier.verdictWithout()));
        json.writeStringField(
                "reason",
                outlier.reasonWithout() == null ? null : outlier.reasonWithout().word());
        number("ratio", outlier.ratioWithout());
        interval("interval", outlier.intervalWithout());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void count(String name, long value) throws IOException {
        if (value > 0) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }

    private void side(String name, SideValue side) throws IOException {
        json.writeObjectFieldStart(name);
        number("value", side.value());
        number("lo", side.low());
        number("hi", side.high());
        number("spread", side.spread());
        json.writeNumberField("runs", side.runs());
        json.writeNumberField("count", side.count());
        number("effective_count", side.effective());
        json.writeArrayFieldStart("values");
        for (double value : side.values()) {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void beside(Beside beside) throws IOException {
        json.writeObjectFieldStart("beside");
        interval("a12", beside.a12());
        interval("kolmogorov_smirnov", beside.kolmogorov());
        interval("wasserstein", beside.wasserstein());
        number("rank_test_p", beside.rankTestP());
        json.writeArrayFieldStart("deciles");
        for (Beside.Shift shift : beside.deciles()) {
            json.writeStartObject();
            json.writeNumberField("decile", shift.decile());
            number("base", shift.base());
            number("candidate", shift.candidate());
            interval("difference", shift.difference());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void interval(String name, Interval interval) throws IOException {
        json.writeObjectFieldStart(name);
        number("lo", interval.low());
        number("hi", interval.high());
        json.writeEndObject();
    }

    private void number(String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
