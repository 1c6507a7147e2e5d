package io.daxtrace.parsers.text;

import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.fixtures.Seen;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code trace-cmd report -R -t} read by regular expressions: slow, simple, and without a line of the parser's code. */
final class RawReportOracle {
    private static final Pattern LINE =
            Pattern.compile(" *(\\S+)-(\\d+) +\\[(\\d+)\\] +(\\d+)\\.(\\d{9}): (\\w+): +(.*)");
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(\\S+)");

    private RawReportOracle() {}

    static List<Seen> events(byte[] report) {
        List<Seen> events = new ArrayList<>();
        for (String line : new String(report, StandardCharsets.UTF_8).split("\n")) {
            Matcher m = LINE.matcher(line);
            if (m.matches()) {
                Map<String, String> fields = new HashMap<>();
                Matcher field = FIELD.matcher(m.group(7));
                while (field.find()) {
                    fields.put(field.group(1), field.group(2));
                }
                add(events, m, fields);
            }
        }
        return events;
    }

    private static void add(List<Seen> events, Matcher m, Map<String, String> fields) {
        String name = m.group(6);
        boolean returns = fields.containsKey("__probe_func");
        boolean probe = returns || fields.containsKey("__probe_ip");
        KernelFunction function = probe ? KernelFunction.ofSymbol(name.replaceFirst("_ret$", "")) : null;
        EventKind kind =
                returns ? EventKind.FUNCTION_RETURN : probe ? EventKind.FUNCTION_ENTRY : EventKind.ofName(name);
        if (kind == null) {
            return;
        }
        String result = fields.getOrDefault("ret", fields.get("result"));
        events.add(new Seen(
                kind,
                function,
                Long.parseLong(m.group(4) + m.group(5)),
                Integer.parseInt(m.group(3)),
                -1,
                Integer.parseInt(m.group(2)),
                m.group(1),
                number(fields.get("dev")),
                number(fields.get("ino")),
                number(fields.get("address")),
                number(fields.get("pgoff")),
                number(fields.get("vm_flags")),
                number(fields.get("flags")),
                result != null,
                result == null ? 0 : number(result),
                number(fields.get("order")),
                number(fields.get("start")),
                number(fields.get("end")),
                number(fields.get("datasync")),
                -1));
    }

    private static long number(String text) {
        return text == null ? -1 : Long.decode(text);
    }
}
