package io.daxtrace.compare.mathematics;

/** Where a confidence interval came from. */
public enum IntervalMethod {
    /** Three runs or more a side. */
    WELCH("Welch's t on the logarithms of the runs' values"),
    /** One side has fewer than three runs. */
    BORROWED_SPREAD("t with the run-to-run spread of the side that has three runs or more, taken for both"),
    /** Fewer than three runs a side. */
    WITHIN_RUN("bounds within the runs combined by MOVER, widened by the assumed run-to-run spread");

    private final String words;

    IntervalMethod(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
