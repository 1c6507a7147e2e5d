package io.daxtrace.compare.matching;

/**
 * Why nothing was compared.
 *
 * @param words the reason as every output prints it, with the names and numbers of the case; not escaped
 */
public record NoData(Reason reason, String words) {
    /** What kind of reason it is. */
    public enum Reason {
        /** Only one side has it. */
        ONE_SIDED,
        /** Events were lost, see {@link Obstacle#LOSS}. */
        LOSS,
        /** The kinds of faults differ, see {@link Obstacle#MIX}. */
        MIX,
        /** Their durations were measured between different functions, see {@link Obstacle#PROBES}. */
        PROBES
    }

    /** Of a workload that only one side has runs of. */
    public static NoData workload(String side) {
        return new NoData(Reason.ONE_SIDED, "only the " + side + " has runs of this workload");
    }

    /** Of a metric that only one side has latencies of. */
    public static NoData metric(String side) {
        return new NoData(Reason.ONE_SIDED, "only the " + side + " has latencies of it");
    }
}
