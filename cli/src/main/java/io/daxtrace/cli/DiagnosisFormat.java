package io.daxtrace.cli;

import java.io.IOException;
import java.io.PrintWriter;

/** How {@code doctor} writes a diagnosis. */
enum DiagnosisFormat {
    TEXT {
        @Override
        void write(Diagnosis diagnosis, PrintWriter out) {
            DiagnosisText.print(diagnosis, out);
        }
    },
    JSON {
        @Override
        void write(Diagnosis diagnosis, PrintWriter out) throws IOException {
            DiagnosisJson.write(diagnosis, out);
        }
    };

    /** Writes and flushes. */
    abstract void write(Diagnosis diagnosis, PrintWriter out) throws IOException;
}
