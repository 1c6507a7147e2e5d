package io.daxtrace.parsers.histogramtext;

import io.daxtrace.parsers.histogram.BlockReader;
import io.daxtrace.parsers.histogram.Findings;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One way of writing histograms as text.
 *
 * @param opens whether a line can only be of this dialect
 * @param longestLine characters; longer ones are no part of it
 * @param reader makes a reader that sends what it finds to the findings
 */
record Dialect(Predicate<String> opens, int longestLine, Function<Findings, BlockReader> reader) {}
