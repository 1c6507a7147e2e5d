/**
 * The texts of events: tracefs {@code trace} and {@code trace_pipe}, {@code trace-cmd report}, {@code perf script}.
 *
 * <pre>
 *   InputStream -- LineReader --> LineBlock -- LineParser (two threads) --> rows -- RowDelivery (in order) --> EventSink
 *                                                |- Prefix: who, where, when
 *                                                '- bodies: what
 * </pre>
 *
 * A parser knows only its own block, so that blocks can be read side by side; whatever depends on earlier lines (the
 * addresses of functions, call stacks, times that run backwards, counts) is done by RowDelivery.
 */
package io.daxtrace.parsers.text;
