/** The format of all histogram texts: offers each line to every dialect, so that a file may mix them. */
package io.daxtrace.parsers.histogramtext;
