package io.daxtrace.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        (json ? DiagnosisFormat.JSON : DiagnosisFormat.TEXT).write(diagnosis, out);
        if (common.verbose) {
            System.err.print(diagnosis.log());
        }
        return diagnosis.traceable() ? ExitCode.DONE : ExitCode.CANNOT;
    }
}
