package io.daxtrace.report.verify;

import io.daxtrace.faults.promise.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** How it is written what captures prove. */
public enum VerifyFormat {
    TEXT {
        @Override
        public void write(List<Verification> verifications, String version, PrintWriter out) {
            new VerifyText(out).print(verifications);
        }
    },
    JSON {
        @Override
        public void write(List<Verification> verifications, String version, PrintWriter out) throws IOException {
            VerifyJson.write(verifications, version, out);
        }
    };

    /**
     * Writes and flushes.
     *
     * @param version of daxtrace
     */
    public abstract void write(List<Verification> verifications, String version, PrintWriter out) throws IOException;
}
