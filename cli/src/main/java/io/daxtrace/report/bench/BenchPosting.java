package io.daxtrace.report.bench;

import io.daxtrace.bench.BenchResult;
import io.daxtrace.bench.Cell;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import java.io.PrintWriter;

/** A bench in the form of the MAP_SYNC postings, whole microseconds, which {@code analyze} and {@code compare} read. */
final class BenchPosting {
    private BenchPosting() {}

    /** Prints a block for each set-up, all its runs together, and flushes. */
    static void print(BenchResult result, PrintWriter out) {
        boolean first = true;
        for (Cell cell : result.cells()) {
            if (!first) {
                out.println();
            }
            first = false;
            Distribution octaves = cell.times().octaves();
            long micro = LatencyUnit.US.nanos();
            out.println(cell.setUp().heading() + ":");
            out.println("min=" + octaves.min() / micro + " avg=" + cell.times().averageMicroseconds() + " max="
                    + octaves.max() / micro);
            for (int i = 0; i < octaves.buckets(); i++) {
                out.println(octaves.lo(i) / micro + " - " + (octaves.hi(i) / micro - 1) + " us: " + octaves.count(i));
            }
        }
        out.flush();
    }
}
