package io.daxtrace.cli;

import io.daxtrace.parsers.ctf.CaptureLimits;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size with its unit, {@code 64KiB} or {@code 100MB}, within a range; in bytes. */
abstract class Bytes implements ITypeConverter<Long> {
    /** Of the ring buffer. */
    static final class RingSize extends Bytes {
        RingSize() {
            super("4KiB", "512MiB");
        }
    }

    /** Of a capture: eight files of at least a packet each, {@link CaptureLimits#ofBytes}. */
    static final class CaptureSize extends Bytes {
        CaptureSize() {
            super("512KiB", "1048576GiB");
        }
    }

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})\\s*([A-Za-z]*)");
    private static final Map<String, Long> UNITS = Map.of(
            "B", 1L,
            "kB", 1_000L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30);

    private final String least;
    private final String most;

    private Bytes(String least, String most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Long convert(String text) {
        long bytes = bytes(text);
        if (bytes < bytes(least) || bytes > bytes(most)) {
            throw new TypeConversionException("'" + text + "' is out of range: expected " + least + " to " + most);
        }
        return bytes;
    }

    private static long bytes(String text) {
        Matcher parts = SIZE.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is not a size such as 64KiB or 100MB");
        }
        if (parts.group(2).isEmpty()) {
            throw new TypeConversionException(
                    "'" + text + "' has no unit: " + text + "MiB, or B, kB, KiB, MB, GB, GiB?");
        }
        Long unit = UNITS.get(parts.group(2));
        if (unit == null) {
            throw new TypeConversionException(
                    "'" + text + "' has the unit '" + parts.group(2) + "', expected B, kB, KiB, MB, MiB, GB or GiB");
        }
        try {
            return Math.multiplyExact(Long.parseLong(parts.group(1)), unit);
        } catch (ArithmeticException e) {
            throw new TypeConversionException("'" + text + "' is more than 8 EiB");
        }
    }
}
