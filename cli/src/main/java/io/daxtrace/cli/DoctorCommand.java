package io.daxtrace.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.Probe;
import io.daxtrace.bpf.Rung;
import io.daxtrace.bpf.TrialFault;
import io.daxtrace.event.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code daxtrace doctor}. */
@Command(
        name = "doctor",
        description = "Check whether this machine can be traced: how each kernel function would be followed, why not "
                + "better, and the remedy for what is missing. On each DAX mount, doctor makes one MAP_SYNC fault "
                + "on an unnamed file, to prove that the probes see it. Exit status 0 only if live tracing works.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Mixin
    private ProbesOption probes;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Diagnosis diagnosis = Diagnosis.make(probes);
        if (json) {
            writeJson(diagnosis);
        } else {
            writeText(diagnosis, System.out);
        }
        if (common.verbose) {
            System.err.print(diagnosis.log());
        }
        return diagnosis.traceable() ? ExitCode.DONE : ExitCode.CANNOT;
    }

    private static void writeText(Diagnosis diagnosis, PrintStream out) {
        for (Diagnosis.Check check : diagnosis.checks()) {
            line(out, check.ok() ? "ok" : "MISSING", check.name(), check.value());
            if (!check.ok()) {
                out.println("          " + check.remedy());
            }
        }
        for (Map.Entry<DaxMount, TrialFault> mount : diagnosis.mounts().entrySet()) {
            line(out, "", "DAX mount", Printable.escape(mount.getKey().toString()));
            line(
                    out,
                    "",
                    "",
                    switch (mount.getValue().mapSync()) {
                        case YES -> "MAP_SYNC works";
                        case NO -> "MAP_SYNC is refused: no faults of it here";
                        case UNTRIED -> "MAP_SYNC not tried: no temporary file can be made there";
                    });
        }
        for (Probe probe : diagnosis.probes()) {
            String why = probe.why().isEmpty() ? "" : " (" + Printable.escape(probe.why()) + ")";
            line(out, probe.rung() == Rung.NONE ? "-" : "ok", probe.function().symbol(), probe.rung() + why);
        }
        out.println(diagnosis.traceable() ? "This machine can be traced." : "This machine cannot be traced as it is.");
    }

    private static void line(PrintStream out, String state, String name, String value) {
        out.printf(Locale.ROOT, "%-8s  %-25s %s%n", state, name, value);
    }

    private static void writeJson(Diagnosis diagnosis) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.useDefaultPrettyPrinter();
            out.writeStartObject();
            out.writeStringField("schema", "daxtrace.doctor/1");
            out.writeBooleanField("traceable", diagnosis.traceable());
            out.writeArrayFieldStart("checks");
            for (Diagnosis.Check check : diagnosis.checks()) {
                out.writeStartObject();
                out.writeStringField("name", check.name());
                out.writeBooleanField("ok", check.ok());
                out.writeStringField("value", check.value());
                out.writeStringField("remedy", check.remedy());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("mounts");
            for (Map.Entry<DaxMount, TrialFault> mount : diagnosis.mounts().entrySet()) {
                out.writeStartObject();
                out.writeStringField("path", mount.getKey().mountPoint());
                out.writeStringField("type", mount.getKey().type());
                out.writeStringField("source", mount.getKey().source());
                out.writeStringField("options", mount.getKey().options());
                if (mount.getValue().isMade() && !diagnosis.probes().isEmpty()) {
                    out.writeBooleanField("traced", mount.getValue().isSeen());
                } else {
                    out.writeNullField("traced");
                }
                out.writeStringField(
                        "map_sync", mount.getValue().mapSync().name().toLowerCase(Locale.ROOT));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("probes");
            for (Probe probe : diagnosis.probes()) {
                out.writeStartObject();
                out.writeStringField("function", probe.function().symbol());
                out.writeStringField("probe", probe.rung().toString());
                out.writeStringField("why", probe.why());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        System.out.println(text);
    }
}
