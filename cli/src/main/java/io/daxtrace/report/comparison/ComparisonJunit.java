package io.daxtrace.report.comparison;

import io.daxtrace.compare.Answer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.MixResult;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.event.Printable;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Comparisons as JUnit XML for a CI: a suite a workload, a case a statistic. Regressions are failures; what the caller asked
 * to fail on are errors; the rest that was not decided is skipped. The name of all of it is the answer.
 */
final class ComparisonJunit {
    /** What became of a case; all but passed are elements of that name. */
    private enum Outcome {
        FAILURE,
        ERROR,
        SKIPPED,
        PASSED
    }

    private final XMLStreamWriter xml;
    private final Set<Verdict> failing;

    private ComparisonJunit(XMLStreamWriter xml, Set<Verdict> failing) {
        this.xml = xml;
        this.failing = failing;
    }

    /**
     * Writes all comparisons of one invocation.
     *
     * @param failing which of {@link Verdict#NO_DATA} and {@link Verdict#INCONCLUSIVE} fail
     */
    static void write(List<Comparison> comparisons, Set<Verdict> failing, Writer out) {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            ComparisonJunit junit = new ComparisonJunit(xml, failing);
            junit.start("testsuites");
            junit.attribute("name", answers(comparisons));
            for (Comparison comparison : comparisons) {
                for (CellResult cell : comparison.cells()) {
                    junit.suite(comparison, cell);
                }
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    private static String answers(List<Comparison> comparisons) {
        return comparisons.stream()
                .map(comparison -> AnswerSentence.of(comparison, Answer.of(comparison)))
                .collect(Collectors.joining(" "));
    }

    private void suite(Comparison comparison, CellResult cell) throws XMLStreamException {
        int tests = 0;
        int failures = 0;
        int errors = 0;
        int skipped = 0;
        for (MetricResult metric : cell.metrics()) {
            tests += Math.max(1, metric.statistics().size());
            if (metric.noData() != null) {
                errors += failing.contains(Verdict.NO_DATA) ? 1 : 0;
                skipped += failing.contains(Verdict.NO_DATA) ? 0 : 1;
            }
            for (StatisticResult s : metric.statistics()) {
                switch (outcome(comparison, s)) {
                    case FAILURE -> failures++;
                    case ERROR -> errors++;
                    case SKIPPED -> skipped++;
                    case PASSED -> {}
                }
            }
        }
        tests += cell.mix().results().size();
        skipped += (int) cell.mix().results().stream()
                .filter(result -> outcome(result) == Outcome.SKIPPED)
                .count();
        String key = ComparisonWords.key(cell.key());
        String name = key.isEmpty() ? "daxtrace compare" : key;
        start("testsuite");
        attribute("name", name);
        attribute("tests", Integer.toString(tests));
        attribute("failures", Integer.toString(failures));
        attribute("errors", Integer.toString(errors));
        attribute("skipped", Integer.toString(skipped));
        for (MetricResult metric : cell.metrics()) {
            metric(comparison, name, metric);
        }
        for (MixResult result : cell.mix().results()) {
            mix(name, result);
        }
        xml.writeEndElement();
    }

    private void metric(Comparison comparison, String suite, MetricResult metric) throws XMLStreamException {
        if (metric.noData() != null) {
            start("testcase");
            attribute("classname", suite);
            attribute("name", Printable.escape(metric.name().text()));
            message(
                    failing.contains(Verdict.NO_DATA) ? Outcome.ERROR : Outcome.SKIPPED,
                    "no data: " + metric.noData().words());
            xml.writeEndElement();
        }
        for (StatisticResult s : metric.statistics()) {
            start("testcase");
            attribute("classname", suite + "." + Printable.escape(metric.name().text()));
            attribute("name", s.statistic().name());
            Outcome outcome = outcome(comparison, s);
            if (outcome != Outcome.PASSED) {
                message(
                        outcome,
                        ComparisonWords.sentence(
                                metric.name(), s, comparison.base(), comparison.candidate(), comparison.across()));
            }
            xml.writeEndElement();
        }
    }

    private void mix(String suite, MixResult result) throws XMLStreamException {
        start("testcase");
        attribute("classname", suite + ".mix");
        attribute("name", result.measure().name());
        if (outcome(result) != Outcome.PASSED) {
            message(
                    outcome(result),
                    MixWords.verdict(result) + ": " + MixWords.compared(result) + " (95 % interval "
                            + MixWords.interval(result.measure(), result.interval()) + ")");
        }
        xml.writeEndElement();
    }

    /** The mix explains, and fails nothing. */
    private static Outcome outcome(MixResult result) {
        return result.verdict() == MixResult.Change.EQUIVALENT ? Outcome.PASSED : Outcome.SKIPPED;
    }

    private Outcome outcome(Comparison comparison, StatisticResult s) {
        boolean decides = s.gating() && !comparison.across();
        return switch (s.verdict()) {
            case REGRESSED -> decides ? Outcome.FAILURE : Outcome.SKIPPED;
            case INCONCLUSIVE -> decides && failing.contains(Verdict.INCONCLUSIVE) ? Outcome.ERROR : Outcome.SKIPPED;
            case NO_DATA -> Outcome.SKIPPED;
            case IMPROVED, EQUIVALENT -> Outcome.PASSED;
        };
    }

    private void start(String element) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, value);
    }

    private void message(Outcome outcome, String message) throws XMLStreamException {
        xml.writeStartElement(outcome.name().toLowerCase(Locale.ROOT));
        attribute("message", Printable.escape(message));
        xml.writeEndElement();
    }
}
