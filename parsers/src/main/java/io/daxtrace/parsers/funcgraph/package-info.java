/** The text that tracefs makes of the function_graph tracer. */
package io.daxtrace.parsers.funcgraph;
