package io.daxtrace.parsers.ctf;

import io.daxtrace.distribution.LatencyUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes a capture's metadata file in CTF's description language TSDL. What varies is all in the env block. */
final class MetadataText {
    /** By this a capture of ours is known; the layout's version follows. */
    static final String START = """
            /* CTF 1.8 */

            env {
            	tracer_name = "daxtrace";
            	daxtrace_layout =\s""";

    static final String ENV_END = "};\n";

    private static final long SECOND = LatencyUnit.S.nanos();

    private final StringBuilder text = new StringBuilder(8192);

    private MetadataText() {}

    /** The whole file, ASCII only. */
    static String of(CaptureMetadata metadata, UUID uuid, long maxBytes, int layout) {
        MetadataText writer = new MetadataText();
        writer.text.append(START).append(layout).append(";\n");
        writer.env(metadata, uuid, maxBytes);
        writer.text.append(ENV_END);
        writer.traceAndClock(uuid, metadata.epochOffset());
        return writer.text.append(Layout.tsdl(layout, metadata.hasParts())).toString();
    }

    private void env(CaptureMetadata metadata, UUID uuid, long maxBytes) {
        string("trace_uuid", uuid.toString());
        string("kernel_release", metadata.kernel());
        string("clock_name", metadata.clock());
        number("clock_offset_ns", metadata.epochOffset());
        number("resolution_ns", metadata.resolution());
        number("page_size", metadata.pageSize());
        number("max_bytes", maxBytes);
        list("filter", metadata.filters());
        list("probe", metadata.probes());
        list("detail", metadata.details());
        list("mount", metadata.mountOptions());
        map("environment", metadata.environment());
        map("label", metadata.labels());
    }

    private void traceAndClock(UUID uuid, long epochOffset) {
        text.append(
                """

                trace {
                	major = 1;
                	minor = 8;
                	uuid = "%s";
                	byte_order = le;
                	packet.header := struct {
                		integer { size = 32; align = 8; signed = false; base = 16; } magic;
                		integer { size = 8; align = 8; signed = false; } uuid[16];
                		integer { size = 32; align = 8; signed = false; } stream_id;
                		integer { size = 64; align = 8; signed = false; } stream_instance_id;
                	};
                };

                clock {
                	name = "trace_clock";
                	freq = %d;
                	offset_s = %d;
                	offset = %d;
                };

                """.formatted(uuid, SECOND, Math.floorDiv(epochOffset, SECOND), Math.floorMod(epochOffset, SECOND)));
    }

    private void number(String name, long value) {
        text.append('\t').append(name).append(" = ").append(value).append(";\n");
    }

    /** A null is left out. */
    private void string(String name, String value) {
        if (value != null) {
            text.append('\t').append(name).append(" = ");
            text.append(TsdlString.quote(value)).append(";\n");
        }
    }

    private void list(String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            string(name + "_" + i, values.get(i));
        }
    }

    /** Keys are free text and no TSDL identifiers, so they are values too. */
    private void map(String name, Map<String, String> values) {
        int i = 0;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            string(name + "_" + i + "_name", entry.getKey());
            string(name + "_" + i + "_value", entry.getValue());
            i++;
        }
    }
}
