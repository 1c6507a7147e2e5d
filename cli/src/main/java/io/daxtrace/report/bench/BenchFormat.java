package io.daxtrace.report.bench;

import io.daxtrace.bench.BenchResult;
import java.io.IOException;
import java.io.PrintWriter;

/** How a bench is written. */
public enum BenchFormat {
    TEXT {
        @Override
        public void write(BenchResult result, String version, PrintWriter out) {
            BenchText.print(result, out);
        }
    },
    POSTING {
        @Override
        public void write(BenchResult result, String version, PrintWriter out) {
            BenchPosting.print(result, out);
        }
    },
    JSON {
        @Override
        public void write(BenchResult result, String version, PrintWriter out) throws IOException {
            BenchJson.write(result, version, out);
        }
    },
    HTML {
        @Override
        public void write(BenchResult result, String version, PrintWriter out) throws IOException {
            BenchPage.write(result, version, out);
        }
    };

    /**
     * Writes and flushes.
     *
     * @param version of daxtrace
     */
    public abstract void write(BenchResult result, String version, PrintWriter out) throws IOException;
}
