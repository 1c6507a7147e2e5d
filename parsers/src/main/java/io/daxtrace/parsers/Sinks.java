package io.daxtrace.parsers;

import io.daxtrace.distribution.DistributionSink;
import io.daxtrace.event.EventSink;
import io.daxtrace.event.FaultSink;

/** Where a reader sends what it finds; an input gives one of the three, at the level it has. */
public record Sinks(EventSink events, FaultSink faults, DistributionSink distributions) {}
