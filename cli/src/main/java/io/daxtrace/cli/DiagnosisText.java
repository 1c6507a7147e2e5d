package io.daxtrace.cli;

import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.Probe;
import io.daxtrace.bpf.Rung;
import io.daxtrace.bpf.TrialFault;
import io.daxtrace.event.Printable;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** A diagnosis as a person reads it. */
final class DiagnosisText {
    private DiagnosisText() {}

    /** Prints and flushes. */
    static void print(Diagnosis diagnosis, PrintWriter out) {
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
        out.flush();
    }

    private static void line(PrintWriter out, String state, String name, String value) {
        out.printf(Locale.ROOT, "%-8s  %-25s %s%n", state, name, value);
    }
}
