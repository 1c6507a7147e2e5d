package io.daxtrace.parsers.bpftrace;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.parsers.histogram.Findings;
import io.daxtrace.parsers.histogram.UnitSuffix;

/** A stats() map: how many and how much altogether, which is a distribution of one bucket without edges. */
final class Stats {
    private Stats() {}

    /**
     * Gives one to the findings. stats() is as often of bytes as of time: without a unit in the map's name, or from the
     * user, it is left out.
     */
    static void find(Findings findings, String format, String map, String name, long count, long total, long line) {
        long nanoseconds = findings.capture().unitOfNamelessNumbers;
        if (UnitSuffix.of(map) == null && nanoseconds == 0) {
            findings.problem(Findings.shown(name) + " is a stats() without a unit in its name: left out");
            return;
        }
        if (nanoseconds == 0 || UnitSuffix.of(map) != null) {
            nanoseconds = findings.nanosecondsOf(map);
        }
        if (count == Long.MAX_VALUE || Math.abs(total) > Long.MAX_VALUE / 2 / nanoseconds) {
            findings.leftOut(line, name, "the total goes beyond 2^62 ns");
            return;
        }
        findings.add(
                format,
                name,
                new Distribution.Builder(1)
                        .bucket(total < 0 ? Distribution.OPEN_BELOW : 0, Distribution.OPEN, count)
                        .sum(total * nanoseconds)
                        .unit(nanoseconds)
                        .build());
    }
}
