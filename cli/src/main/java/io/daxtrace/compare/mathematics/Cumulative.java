package io.daxtrace.compare.mathematics;

/**
 * Walks along the cumulative distributions of two samples. A piece that covers [low, high] may have all its count at
 * either end, so each sample has an upper curve, which rises at the low ends, and a lower one, which rises at the high
 * ends; the true one lies between.
 */
final class Cumulative {
    private Cumulative() {}

    /** Takes the stretches between the points where a curve rises, in ascending order. */
    interface Sink {
        /**
         * One stretch.
         *
         * @param to where it ends; infinite after an open bucket
         * @param leastDifference the least the two distributions differ by here, 0 where they may be the same
         * @param mostDifference the most they may differ by
         */
        void step(double from, double to, double leastDifference, double mostDifference);
    }

    /** Walks over everything between the lowest and the highest end. */
    static void sweep(Sample base, Sample candidate, Sink sink) {
        Curve[] curves = {
            new Curve(base, false), new Curve(base, true), new Curve(candidate, false), new Curve(candidate, true)
        };
        double at = next(curves);
        while (!Double.isNaN(at)) {
            for (Curve curve : curves) {
                curve.riseAt(at);
            }
            double to = next(curves);
            if (!Double.isNaN(to)) {
                double baseMore = curves[0].share() - curves[3].share();
                double candidateMore = curves[2].share() - curves[1].share();
                double least = Math.max(
                        0, Math.max(curves[1].share() - curves[2].share(), curves[3].share() - curves[0].share()));
                sink.step(at, to, least, Math.max(baseMore, candidateMore));
            }
            at = to;
        }
    }

    private static double next(Curve[] curves) {
        double next = Double.NaN;
        for (Curve curve : curves) {
            double candidate = curve.next();
            if (!(candidate >= next)) {
                next = Double.isNaN(candidate) ? next : candidate;
            }
        }
        return next;
    }

    private static final class Curve {
        private final Sample sample;
        private final boolean atHighEnds;
        private final double total;
        private int piece;
        private long below;

        Curve(Sample sample, boolean atHighEnds) {
            this.sample = sample;
            this.atHighEnds = atHighEnds;
            total = sample.count();
        }

        /** Where it rises next; NaN at the end. */
        double next() {
            if (piece == sample.pieces()) {
                return Double.NaN;
            }
            return atHighEnds ? sample.high(piece) : sample.low(piece);
        }

        void riseAt(double x) {
            while (next() == x) {
                below += sample.count(piece++);
            }
        }

        double share() {
            return below / total;
        }
    }
}
