package io.daxtrace.cli;

import io.daxtrace.distribution.LatencyUnit;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration with its unit, {@code 500us} or {@code 1.5s}, within a range; in nanoseconds. */
abstract class Nanoseconds implements ITypeConverter<Long> {
    /** How long something goes on, or how often it comes. */
    static final class Period extends Nanoseconds {
        Period() {
            super("1ms", "8760h");
        }
    }

    /** How long after the beginning of a capture something is. */
    static final class Offset extends Nanoseconds {
        Offset() {
            super("0s", "87600h");
        }
    }

    /** Of an operation; the histograms in the kernel end above half an hour. */
    static final class Latency extends Nanoseconds {
        Latency() {
            super("0ns", "1h");
        }
    }

    private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-zµ]*)");
    private final String least;
    private final String most;

    private Nanoseconds(String least, String most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Long convert(String text) {
        long nanoseconds = nanoseconds(text);
        if (nanoseconds < nanoseconds(least) || nanoseconds > nanoseconds(most)) {
            throw new TypeConversionException("'" + text + "' is out of range: expected " + least + " to " + most);
        }
        return nanoseconds;
    }

    private static long nanoseconds(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is not a duration such as 500us, 10ms or 2s");
        }
        if (parts.group(2).isEmpty()) {
            throw new TypeConversionException("'" + text + "' has no unit: " + text + "ms, or ns, us, s, m, h?");
        }
        long unit = unit(parts.group(2));
        if (unit == 0) {
            throw new TypeConversionException(
                    "'" + text + "' has the unit '" + parts.group(2) + "', expected ns, us, ms, s, m or h");
        }
        try {
            return new BigDecimal(parts.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .toBigInteger()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new TypeConversionException("'" + text + "' is longer than 292 years");
        }
    }

    /** The nanoseconds of a unit that people give: those of latencies, and longer ones; 0 for any other word. */
    private static long unit(String word) {
        return switch (word) {
            case "µs" -> LatencyUnit.US.nanos();
            case "m", "min" -> 60 * LatencyUnit.S.nanos();
            case "h" -> 3600 * LatencyUnit.S.nanos();
            default -> {
                LatencyUnit unit = LatencyUnit.of(word);
                yield unit == null ? 0 : unit.nanos();
            }
        };
    }
}
