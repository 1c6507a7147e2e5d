/** Comparisons and self tests: text and explanations for people, JSON, and JUnit XML for a CI. */
package io.daxtrace.report.comparison;
