package io.daxtrace.report.analysis;

import io.daxtrace.event.Capture;
import io.daxtrace.report.page.Markup;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was read: a capture, how it was recorded, and what its reader has to say. */
final class CaptureSection {
    private final Markup page;

    private CaptureSection(Markup page) {
        this.page = page;
    }

    static void write(Markup page, Capture input) {
        new CaptureSection(page).write(input);
    }

    private void write(Capture input) {
        page.start("div", "class", "input");
        page.start("p");
        page.element("b", input.path());
        page.text(" " + input.format);
        fact("kernel", input.kernel);
        fact("clock", input.clock);
        long events = input.totalEvents();
        fact("events", events == 0 ? null : String.format(Locale.ROOT, "%,d", events));
        input.labels().forEach(this::fact);
        if (input.truncated) {
            page.element("strong", "cut short");
        }
        page.end();
        notes(input.warnings());
        details(input);
        page.end();
    }

    private void fact(String name, String value) {
        if (value != null) {
            page.start("span");
            page.element("i", name);
            page.text(" " + value);
            page.end();
        }
    }

    private void notes(List<String> warnings) {
        if (!warnings.isEmpty()) {
            page.start("ul");
            warnings.forEach(warning -> page.element("li", warning));
            page.end();
        }
    }

    /** What was recorded how: for the one who asks. */
    private void details(Capture input) {
        Map<String, Long> events = input.eventCounts();
        if (events.isEmpty() && input.environment().isEmpty() && input.probes().isEmpty()) {
            return;
        }
        page.start("details");
        page.element("summary", "events, probes and machine");
        page.start("table");
        events.forEach((name, count) -> row(name, String.format(Locale.ROOT, "%,d", count)));
        input.probes().forEach(probe -> row("probe", probe));
        input.environment().forEach(this::row);
        page.end();
        page.end();
    }

    private void row(String name, String value) {
        page.start("tr");
        page.element("th", name, "scope", "row");
        page.element("td", value);
        page.end();
    }
}
