package io.daxtrace.cli;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.report.HistogramStyle;
import io.daxtrace.report.analysis.AnalysisPage;
import io.daxtrace.report.analysis.CsvReport;
import io.daxtrace.report.analysis.JsonReport;
import io.daxtrace.report.analysis.TextReport;
import java.io.IOException;
import java.io.PrintWriter;

/** How {@code analyze} writes an analysis. */
enum AnalysisFormat {
    TEXT {
        @Override
        void write(Analysis analysis, HistogramStyle histogram, LatencyUnit unit, PrintWriter out) {
            new TextReport(out, histogram, unit).print(analysis);
        }
    },
    JSON {
        @Override
        void write(Analysis analysis, HistogramStyle histogram, LatencyUnit unit, PrintWriter out) throws IOException {
            JsonReport.write(analysis, Version.number(), out);
        }
    },
    CSV {
        @Override
        void write(Analysis analysis, HistogramStyle histogram, LatencyUnit unit, PrintWriter out) {
            CsvReport.write(analysis, out);
        }
    },
    HTML {
        @Override
        void write(Analysis analysis, HistogramStyle histogram, LatencyUnit unit, PrintWriter out) throws IOException {
            AnalysisPage.write(analysis, histogram, unit, Version.number(), out);
        }
    };

    /**
     * Writes and flushes.
     *
     * @param histogram which histograms are drawn, where any are
     * @param unit what people read latencies in; null chooses for each number
     */
    abstract void write(Analysis analysis, HistogramStyle histogram, LatencyUnit unit, PrintWriter out)
            throws IOException;
}
