/** An analysis: text and a page for people, JSON, CSV, Prometheus samples and an HdrHistogram log. */
package io.daxtrace.report.analysis;
