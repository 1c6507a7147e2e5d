package io.daxtrace.cli;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.report.HistogramStyle;
import io.daxtrace.report.analysis.JsonReport;
import io.daxtrace.report.analysis.TextReport;
import java.io.IOException;
import java.io.PrintWriter;

/** How {@code watch} writes what it counted. */
enum WatchFormat {
    /** A screen for each interval, and all of it at the end. */
    TEXT {
        private static final String CLEAR_SCREEN = "\033[H\033[2J";

        @Override
        void interval(Analysis analysis, PrintWriter out) {
            if (Terminal.isOutput()) {
                out.print(CLEAR_SCREEN);
            }
            new TextReport(out, HistogramStyle.NONE, null).print(analysis);
            out.println();
            out.flush();
        }

        @Override
        void total(Analysis analysis, PrintWriter out) {
            out.println();
            out.println("since the beginning:");
            new TextReport(out, HistogramStyle.NONE, null).print(analysis);
        }
    },
    /** A line for each interval, and no more: what reads them adds them up. */
    JSONL {
        @Override
        void interval(Analysis analysis, PrintWriter out) throws IOException {
            JsonReport.writeLine(analysis, Version.number(), out);
        }

        @Override
        void total(Analysis analysis, PrintWriter out) {}
    };

    /** Writes what an interval added, and flushes. */
    abstract void interval(Analysis analysis, PrintWriter out) throws IOException;

    /** Writes what was counted since the beginning, and flushes. */
    abstract void total(Analysis analysis, PrintWriter out) throws IOException;
}
