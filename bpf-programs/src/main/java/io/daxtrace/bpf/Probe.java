package io.daxtrace.bpf;

import io.daxtrace.event.KernelFunction;

/**
 * How a function is followed.
 *
 * @param why why no better rung was taken, or why none; empty for the best
 */
public record Probe(KernelFunction function, Rung rung, String why) {}
