package io.daxtrace.parsers.text;

/** Why a line was left out. */
public enum LineProblem {
    EVENT("have the time of an event but cannot be read", true),
    UNKNOWN("match no line of this format", true),
    BODY("hold an event that daxtrace follows, but damaged", true),
    TOO_LONG("are longer than 64 KiB", true),
    CUT("may be cut off, the input ends without a line end", true),
    NO_TIME(
            "have a timestamp that is not in seconds (clocks such as counter and x86-tsc): their time is not known",
            true),
    NO_DURATION("have no duration (the option funcgraph-duration was off)", true),
    RAW_GRAPH("are of a function graph whose functions are addresses: make the text without -R", true),
    OTHER_SOURCE("are of another file or trace instance than the first: report each by itself to see them", true),
    BACKWARDS("go back in time on their CPU (they were used all the same)", false);

    private final String words;
    private final boolean incomplete;

    LineProblem(String words, boolean incomplete) {
        this.words = words;
        this.incomplete = incomplete;
    }

    /** Continues "3 lines". */
    String words() {
        return words;
    }

    /** Whether something is missing from the result by it. */
    boolean incomplete() {
        return incomplete;
    }
}
