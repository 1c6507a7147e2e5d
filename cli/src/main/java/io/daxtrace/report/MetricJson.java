package io.daxtrace.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daxtrace.aggregate.ResultJson;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.QuantileInterval;
import java.io.IOException;

/** The fields of a metric in reports: what a distribution holds, its mean, and its quantiles as intervals. */
public final class MetricJson {
    private MetricJson() {}

    /** @param lost at most how many latencies are missing */
    public static void write(JsonGenerator json, Distribution d, long lost) throws IOException {
        ResultJson.numbers(json, d);
        if (Double.isNaN(d.mean())) {
            json.writeNullField("mean");
        } else {
            json.writeNumberField("mean", d.mean());
        }
        json.writeObjectFieldStart("quantiles");
        for (ReportedQuantile quantile : ReportedQuantile.values()) {
            if (d.count() == 0) {
                break;
            }
            QuantileInterval q = d.quantile(quantile.fraction(), lost);
            json.writeObjectFieldStart(quantile.word());
            ResultJson.number(json, "lo", q.lo(), Distribution.OPEN_BELOW);
            ResultJson.number(json, "hi", q.hi(), Distribution.OPEN);
            json.writeNumberField("value", q.value());
            json.writeEndObject();
        }
        json.writeEndObject();
        ResultJson.buckets(json, d);
    }
}
