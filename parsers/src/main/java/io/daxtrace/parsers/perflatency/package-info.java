/** The table {@code perf ftrace latency} prints. */
package io.daxtrace.parsers.perflatency;
