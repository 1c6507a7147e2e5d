package io.daxtrace.aggregate;

/**
 * Faults by kind. {@code total == sync + async + failed}.
 *
 * @param failed ended in an error to the program, whether or not a sync was needed
 * @param pte made a page-sized mapping
 * @param pmd made a larger one
 * @param fallbacks attempts after which the kernel went on with a smaller page
 * @param retries attempts repeated for another reason
 */
public record FaultCounts(
        long total, long sync, long async, long failed, long pte, long pmd, long fallbacks, long retries) {
    /** Both together. */
    public FaultCounts plus(FaultCounts more) {
        return new FaultCounts(
                total + more.total,
                sync + more.sync,
                async + more.async,
                failed + more.failed,
                pte + more.pte,
                pmd + more.pmd,
                fallbacks + more.fallbacks,
                retries + more.retries);
    }
}
