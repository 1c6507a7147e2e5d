package io.daxtrace.cli;

import io.daxtrace.event.Capture;
import io.daxtrace.faults.promise.PromiseCheck;
import io.daxtrace.faults.promise.Verification;
import io.daxtrace.faults.promise.Verification.Verdict;
import io.daxtrace.parsers.Sinks;
import io.daxtrace.report.verify.VerifyFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code daxtrace verify}. */
@Command(
        name = "verify",
        description = "Check in captures that the kernel kept MAP_SYNC's promise: no page table entry before the block "
                + "mapping was durable.",
        footer = {
            "",
            "The promise of a sync fault is kept if the same thread called vfs_fsync_range over the faulting "
                    + "range with datasync = 1, the call returned 0, and only then the entry was inserted. If the "
                    + "fsync failed, nothing may be inserted, and the program must get an error.",
            "A promise that the capture cannot prove is unknown, not kept. A full check needs the fs_dax "
                    + "events, and vfs_fsync_range with its arguments start, end and datasync and its return value.",
            "Exit status: 3 if a promise was broken, 4 if --fail-on asks for it, otherwise 0."
        })
final class VerifyCommand implements Callable<Integer> {
    /** What else is a failure. */
    enum FailOn {
        UNKNOWN,
        LOSS
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Captures with events; - is standard input, for text.")
    private List<String> files;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
    private VerifyFormat format = VerifyFormat.TEXT;

    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "WHAT",
            description =
                    "Exit with 4 on unknown (a promise could not be checked) or loss (events were lost, or not all of a"
                            + " capture could be read); both with a comma.")
    private Set<FailOn> failOn = EnumSet.noneOf(FailOn.class);

    @Option(
            names = "--page-size",
            paramLabel = "BYTES",
            converter = PageSize.class,
            description =
                    "The page size of the traced machine, a power of two (default: as the capture says, or 4096).")
    private int pageSize;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        InputReader reader = new InputReader(common.quiet);
        List<Verification> verifications = new ArrayList<>();
        for (String file : files) {
            Capture capture = new Capture(file);
            PromiseCheck check = new PromiseCheck(capture, pageSize);
            if (reader.stopped()) {
                capture.truncated("interrupted before it was read");
            } else {
                reader.read(capture, new Sinks(check, check.faults(), (name, distribution) -> {}));
            }
            verifications.add(Verification.of(capture, check));
        }
        print(verifications);
        return exitCode(verifications);
    }

    private void print(List<Verification> verifications) throws IOException {
        PrintWriter out = new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16));
        format.write(verifications, Version.number(), out);
    }

    private int exitCode(List<Verification> verifications) {
        if (verifications.stream().anyMatch(v -> v.verdict() == Verdict.BROKEN)) {
            return ExitCode.FOUND;
        }
        boolean unknown = verifications.stream().anyMatch(v -> v.verdict() == Verdict.UNKNOWN);
        boolean loss = verifications.stream().anyMatch(Verification::incomplete);
        boolean fails = unknown && failOn.contains(FailOn.UNKNOWN) || loss && failOn.contains(FailOn.LOSS);
        return fails ? ExitCode.INCONCLUSIVE : ExitCode.DONE;
    }
}
