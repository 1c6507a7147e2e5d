/**
 * Reads captures: recognises a format by its content and hands its events, faults or distributions to sinks. One package
 * a format below this one. No latency is computed here and nothing is printed.
 */
package io.daxtrace.parsers;
