package io.daxtrace.report.verify;

import io.daxtrace.event.Capture;
import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Event;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FilePaths;
import io.daxtrace.event.Printable;
import io.daxtrace.faults.promise.PromiseAccount;
import io.daxtrace.faults.promise.Verification;
import io.daxtrace.faults.promise.Violation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What captures prove of MAP_SYNC's promise, as a person reads it. */
final class VerifyText {
    private static final double SECOND = 1e9;

    private final PrintWriter out;

    VerifyText(PrintWriter out) {
        this.out = out;
    }

    void print(List<Verification> verifications) {
        verifications.forEach(this::input);
        out.flush();
    }

    private void input(Verification verification) {
        Capture capture = verification.capture();
        PromiseAccount account = verification.account();
        out.print(Printable.escape(capture.path()) + ": " + capture.format);
        out.println(capture.kernel == null ? "" : ", kernel " + Printable.escape(capture.kernel));
        capture.warnings().forEach(warning -> out.println("  note: " + Printable.escape(warning)));
        out.printf(
                Locale.ROOT,
                "  promises: %,d = %,d kept + %,d broken + %,d unknown%n",
                account.total(),
                account.kept(),
                account.broken(),
                account.unknown());
        account.violationCounts()
                .forEach((kind, count) -> out.printf(Locale.ROOT, "  broken: %,d, %s%n", count, kind.text()));
        account.doubtCounts()
                .forEach((doubt, count) -> out.printf(Locale.ROOT, "  unknown: %,d, %s%n", count, doubt.text()));
        verification.gaps().forEach(gap -> out.println("  not all was seen: " + gap));
        account.violations().forEach(violation -> violation(violation, capture.files()));
        if (account.broken() > account.violations().size()) {
            out.printf(
                    Locale.ROOT,
                    "  ... and %,d more broken promises%n",
                    account.broken() - account.violations().size());
        }
        out.println(verdict(verification));
    }

    private void violation(Violation violation, FilePaths paths) {
        out.printf(Locale.ROOT, "  %s: %s%n", violation.kind(), violation.found());
        out.printf(
                Locale.ROOT,
                "    %s, thread %d%s, file %s, offset %s%n",
                violation.time() == Event.UNKNOWN
                        ? "no time"
                        : String.format(Locale.ROOT, "at %.9f s", violation.time() / SECOND),
                violation.tid(),
                violation.comm() == null ? "" : " (" + Printable.escape(violation.comm()) + ")",
                violation.ino() == Event.UNKNOWN ? "unknown" : file(violation, paths),
                violation.offset() == Event.UNKNOWN ? "unknown" : violation.offset());
        violation.events().forEach(event -> out.println("      " + event));
    }

    private static String file(Violation violation, FilePaths paths) {
        FilePath path = paths.of(violation.dev(), violation.ino());
        String numbers = DeviceNumber.toString(violation.dev()) + " inode " + violation.ino();
        return path == null ? numbers : Printable.escape(path.toString()) + " (" + numbers + ")";
    }

    private static String verdict(Verification verification) {
        PromiseAccount account = verification.account();
        return switch (verification.verdict()) {
            case KEPT -> String.format(Locale.ROOT, "KEPT: all %,d promises", account.kept());
            case BROKEN -> String.format(Locale.ROOT, "BROKEN: %,d of %,d promises", account.broken(), account.total());
            case UNKNOWN ->
                String.format(
                        Locale.ROOT,
                        "UNKNOWN: %,d of %,d promises are proved to be kept, none to be broken",
                        account.kept(),
                        account.total());
            case NONE -> "NOTHING PROMISED: no fault needed a sync";
        };
    }
}
