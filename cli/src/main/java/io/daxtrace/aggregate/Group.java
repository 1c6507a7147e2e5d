package io.daxtrace.aggregate;

import java.util.List;
import java.util.Map;

/**
 * The results of one combination of keys.
 *
 * @param key what {@code --by} asked for, in that order; empty when it asked for nothing
 */
public record Group(Map<String, String> key, FaultCounts faults, List<Metric> metrics) {}
