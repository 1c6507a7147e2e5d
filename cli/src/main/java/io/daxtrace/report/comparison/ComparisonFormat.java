package io.daxtrace.report.comparison;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.verdicts.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Set;

/** How comparisons are written. */
public enum ComparisonFormat {
    TEXT {
        @Override
        public void write(List<Comparison> comparisons, Wishes wishes, Writer out) {
            PrintWriter text = new PrintWriter(out);
            for (int i = 0; i < comparisons.size(); i++) {
                if (i > 0) {
                    text.println();
                }
                AnswerText.print(comparisons.get(i), text);
            }
            for (Comparison comparison : comparisons) {
                if (wishes.all) {
                    text.println();
                    ComparisonText.print(comparison, text);
                } else {
                    ComparisonDetails.print(comparison, comparisons.size() > 1, text);
                }
                if (wishes.explained != null) {
                    ComparisonExplanation.print(comparison, wishes.explained, text);
                }
            }
            text.flush();
        }
    },
    JSON {
        @Override
        public void write(List<Comparison> comparisons, Wishes wishes, Writer out) throws IOException {
            ComparisonJson.write(comparisons, wishes.version, out);
        }
    },
    HTML {
        @Override
        public void write(List<Comparison> comparisons, Wishes wishes, Writer out) throws IOException {
            ComparisonPage.write(comparisons, wishes.version, out);
        }
    },
    JUNIT {
        @Override
        public void write(List<Comparison> comparisons, Wishes wishes, Writer out) throws IOException {
            ComparisonJunit.write(comparisons, wishes.failing, out);
            out.flush();
        }
    };

    /**
     * What the caller wants of the formats that have a place for it.
     *
     * @param all whether everything is printed in text, and not only what is not equivalent
     * @param explained the metric whose verdicts are explained in text, or null
     * @param failing which of {@link Verdict#NO_DATA} and {@link Verdict#INCONCLUSIVE} fail in JUnit XML
     * @param version of daxtrace, for JSON and HTML
     */
    public record Wishes(boolean all, MetricName explained, Set<Verdict> failing, String version) {}

    /** Writes all comparisons of one invocation, and flushes. */
    public abstract void write(List<Comparison> comparisons, Wishes wishes, Writer out) throws IOException;
}
