package io.daxtrace.report.page;

import io.daxtrace.distribution.Distribution;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of how many latencies are how long: a point at each edge of a bucket with latencies in it, and none where the
 * edge is open.
 *
 * @param name of what it is
 * @param kind of its line
 */
public record Curve(String name, String kind, Distribution distribution) {
    /** So many of the latencies are at most so long. */
    record Point(double latency, long count) {}

    List<Point> points() {
        List<Point> points = new ArrayList<>();
        long least = distribution.min();
        long most = distribution.max();
        long before = 0;
        for (int i = 0; i < distribution.buckets(); i++) {
            if (distribution.count(i) == 0) {
                continue;
            }
            long lo = distribution.lo(i);
            long hi = distribution.hi(i);
            if (before == 0 && (least != Distribution.UNKNOWN || lo != Distribution.OPEN_BELOW)) {
                points.add(new Point(least == Distribution.UNKNOWN ? lo : least, 0));
            }
            before += distribution.count(i);
            boolean last = before == distribution.count();
            if (last && most != Distribution.UNKNOWN) {
                points.add(new Point(most, before));
            } else if (hi != Distribution.OPEN) {
                points.add(new Point(hi, before));
            }
        }
        return points;
    }
}
