/** Single faults and fsync calls, a row each, written as they come: CSV and JSON lines. */
package io.daxtrace.report.export;
