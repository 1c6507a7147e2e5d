package io.daxtrace.parsers.histogram;

import io.daxtrace.distribution.LatencyUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The unit that the end of a variable's name tells. */
public final class UnitSuffix {
    private static final Pattern SUFFIX = Pattern.compile("(?:^@?|_)([A-Za-z]+)$");

    private UnitSuffix() {}

    /** Of {@code @fault_us} or {@code @usecs}; null when the name does not tell. */
    public static LatencyUnit of(String variable) {
        Matcher suffix = SUFFIX.matcher(variable);
        return suffix.find() ? LatencyUnit.ofTool(suffix.group(1)) : null;
    }
}
