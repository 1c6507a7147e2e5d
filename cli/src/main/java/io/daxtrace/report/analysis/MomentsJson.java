package io.daxtrace.report.analysis;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Interval;
import io.daxtrace.aggregate.Moments;
import io.daxtrace.aggregate.SlowFault;
import io.daxtrace.aggregate.Timeline;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultField;
import io.daxtrace.event.Part;
import io.daxtrace.report.GroupJson;
import java.io.IOException;

/** When things happened, as JSON: nanoseconds on the capture's clock. What is not known is left out. */
final class MomentsJson {
    private MomentsJson() {}

    /** @param lost at most how many latencies are missing */
    static void fields(JsonGenerator json, Moments moments, long lost) throws IOException {
        if (moments.slowest() != null) {
            json.writeArrayFieldStart("slowest");
            for (SlowFault slow : moments.slowest()) {
                slow(json, slow);
            }
            json.writeEndArray();
        }
        if (moments.intervals() != null) {
            json.writeArrayFieldStart("intervals");
            for (Interval interval : moments.intervals()) {
                for (Group group : interval.groups()) {
                    json.writeStartObject();
                    json.writeNumberField("start", interval.start());
                    json.writeNumberField("end", interval.end());
                    GroupJson.fields(json, group, lost);
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        }
        if (moments.timeline() != null) {
            timeline(json, moments.timeline());
        }
    }

    private static void slow(JsonGenerator json, SlowFault slow) throws IOException {
        Fault fault = slow.fault();
        json.writeStartObject();
        json.writeStringField("input", slow.input().path());
        known(json, "time", fault.start);
        if (slow.began() != null) {
            json.writeStringField("time_of_day", slow.began().toString());
        }
        if (fault.comm != null) {
            json.writeStringField("comm", fault.comm);
        }
        known(json, "pid", fault.pid);
        json.writeNumberField("tid", fault.tid);
        if (fault.dev != Event.UNKNOWN) {
            json.writeStringField("dev", FaultField.DEVICE.text(fault.dev));
        }
        known(json, "ino", fault.ino);
        if (slow.path() != null) {
            json.writeStringField("file", slow.path().toString());
        }
        known(json, "pgoff", fault.pgoff);
        json.writeStringField("kind", FaultField.KIND.text(FaultField.KIND.of(fault)));
        json.writeNumberField("duration", fault.total);
        json.writeObjectFieldStart("stages");
        known(json, "map", fault.map);
        known(json, "commit", fault.commit);
        known(json, "insert", fault.insert);
        known(json, "other", fault.other);
        for (Part part : Part.values()) {
            known(json, part.toString(), fault.parts[part.ordinal()]);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void known(JsonGenerator json, String name, long value) throws IOException {
        if (value != Event.UNKNOWN) {
            json.writeNumberField(name, value);
        }
    }

    private static void timeline(JsonGenerator json, Timeline timeline) throws IOException {
        json.writeObjectFieldStart("timeline");
        json.writeNumberField("start", timeline.start());
        json.writeNumberField("step", timeline.step());
        long[] edges = timeline.edges();
        json.writeFieldName("edges");
        json.writeArray(edges, 0, edges.length);
        json.writeArrayFieldStart("counts");
        for (long[] row : timeline.counts()) {
            json.writeArray(row, 0, row.length);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
