package io.daxtrace.cli;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.report.analysis.HistogramLogText;
import io.daxtrace.report.analysis.PrometheusText;
import io.daxtrace.report.export.FaultCsv;
import io.daxtrace.report.export.FaultJsonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What {@code export} writes. */
enum ExportFormat {
    CSV {
        @Override
        WholeFile.Content contents(Export export) {
            return export.rows(FaultCsv::new);
        }
    },
    JSONL {
        @Override
        WholeFile.Content contents(Export export) {
            return export.rows(FaultJsonLines::new);
        }
    },
    PROMETHEUS {
        @Override
        WholeFile.Content contents(Export export) throws IOException {
            return export.distributions(ExportFormat::prometheus);
        }
    },
    HLOG {
        @Override
        WholeFile.Content contents(Export export) throws IOException {
            return export.distributions(ExportFormat::histogramLog);
        }
    };

    /** What is to be written; inputs are read before this returns, or while it is written. */
    abstract WholeFile.Content contents(Export export) throws IOException;

    private static List<String> prometheus(Analysis analysis, OutputStream out) throws IOException {
        PrintWriter text = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        PrometheusText.write(analysis, text);
        if (text.checkError()) {
            throw new IOException("the output cannot be written");
        }
        return List.of();
    }

    private static List<String> histogramLog(Analysis analysis, OutputStream out) throws IOException {
        return HistogramLogText.write(analysis, Version.number(), out).stream()
                .map(tag -> tag + " was left out: its buckets are open or wider than those of any HdrHistogram")
                .toList();
    }
}
