package io.daxtrace.faults.promise;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many promises of a capture were kept, were broken and how, and cannot be told and why. */
public final class PromiseAccount {
    /** Broken promises beyond this many are only counted. */
    public static final int MOST_VIOLATIONS = 100;

    private final Map<Violation.Kind, Long> violations = new EnumMap<>(Violation.Kind.class);
    private final Map<Doubt, Long> doubts = new EnumMap<>(Doubt.class);
    private final List<Violation> details = new ArrayList<>();
    private long kept;

    /** Promises proved to be kept. */
    public long kept() {
        return kept;
    }

    /** Promises proved to be broken. */
    public long broken() {
        return sum(violations);
    }

    /** Promises that the capture does not tell of. */
    public long unknown() {
        return sum(doubts);
    }

    /** All promises seen. */
    public long total() {
        return kept + broken() + unknown();
    }

    /** The broken ones by kind, kinds that did not occur left out. */
    public Map<Violation.Kind, Long> violationCounts() {
        return new EnumMap<>(violations);
    }

    /** The unknown ones by reason, reasons that did not occur left out. */
    public Map<Doubt, Long> doubtCounts() {
        return new EnumMap<>(doubts);
    }

    /** The first {@value #MOST_VIOLATIONS} broken promises, in the order they were found. */
    public List<Violation> violations() {
        return List.copyOf(details);
    }

    void keep() {
        kept++;
    }

    void doubt(Doubt why) {
        doubts.merge(why, 1L, Long::sum);
    }

    /** Counts a broken promise; returns whether its details are wanted. */
    boolean violate(Violation.Kind kind) {
        violations.merge(kind, 1L, Long::sum);
        return details.size() < MOST_VIOLATIONS;
    }

    void add(Violation violation) {
        details.add(violation);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
