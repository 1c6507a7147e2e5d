package io.daxtrace.parsers.histogram;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The unit of the numbers in a histogram's text. */
public enum ValueUnit {
    NANOSECONDS(1),
    MICROSECONDS(1_000),
    MILLISECONDS(1_000_000),
    SECONDS(1_000_000_000);

    private static final Pattern SUFFIX = Pattern.compile("(?i)(?:^@?|_)(ns|nsecs?|us|usecs?|ms|msecs?|s|secs?)$");

    private final long nanoseconds;

    ValueUnit(long nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    /** How many nanoseconds one is. */
    public long nanoseconds() {
        return nanoseconds;
    }

    /** By its word, {@code us} or {@code usecs}; null for any other word. */
    public static ValueUnit named(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ns", "nsec", "nsecs" -> NANOSECONDS;
            case "us", "usec", "usecs" -> MICROSECONDS;
            case "ms", "msec", "msecs" -> MILLISECONDS;
            case "s", "sec", "secs" -> SECONDS;
            default -> null;
        };
    }

    /** By the end of a variable's name, {@code @fault_us} or {@code @usecs}; null when it does not tell. */
    public static ValueUnit endOf(String variable) {
        Matcher suffix = SUFFIX.matcher(variable);
        return suffix.find() ? named(suffix.group(1)) : null;
    }
}
