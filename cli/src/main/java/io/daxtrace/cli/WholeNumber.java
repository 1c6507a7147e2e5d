package io.daxtrace.cli;

import java.util.function.LongFunction;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number within a range. */
abstract class WholeNumber<N extends Number> implements ITypeConverter<N> {
    /** Of a process or a thread: PID_MAX_LIMIT of a 64-bit kernel. */
    static final class Id extends WholeNumber<Integer> {
        Id() {
            super(1, 1 << 22, Math::toIntExact);
        }
    }

    /** Of an inode; the kernel's 0 is none. */
    static final class Inode extends WholeNumber<Long> {
        Inode() {
            super(1, Long.MAX_VALUE, n -> n);
        }
    }

    /** What a row of histograms in the kernel is for. */
    static final class Keys extends WholeNumber<Integer> {
        Keys() {
            super(1, 4096, Math::toIntExact);
        }
    }

    /** Pages of a mapping that a Java buffer can hold. */
    static final class Pages extends WholeNumber<Integer> {
        Pages() {
            super(1, 1 << 19, Math::toIntExact);
        }
    }

    /** How often a set-up is run. */
    static final class Repeats extends WholeNumber<Integer> {
        Repeats() {
            super(1, 10_000, Math::toIntExact);
        }
    }

    /** Threads that fault. */
    static final class Threads extends WholeNumber<Integer> {
        Threads() {
            super(1, 1024, Math::toIntExact);
        }
    }

    /** Faults that a person looks at one by one. */
    static final class Slowest extends WholeNumber<Integer> {
        Slowest() {
            super(1, 10_000, Math::toIntExact);
        }
    }

    /** How often runs are split in two. */
    static final class Splits extends WholeNumber<Integer> {
        Splits() {
            super(1, 100_000, Math::toIntExact);
        }
    }

    /** What a random order is drawn from. */
    static final class Seed extends WholeNumber<Long> {
        Seed() {
            super(Long.MIN_VALUE, Long.MAX_VALUE, n -> n);
        }
    }

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private final long least;
    private final long most;
    private final LongFunction<N> type;

    private WholeNumber(long least, long most, LongFunction<N> type) {
        this.least = least;
        this.most = most;
        this.type = type;
    }

    @Override
    public N convert(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is not a whole number: expected " + range());
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return type.apply(number);
            }
        } catch (NumberFormatException e) {
            // more digits than any range has
        }
        throw new TypeConversionException("'" + text + "' is out of range: expected " + range());
    }

    private String range() {
        return least + " to " + most;
    }
}
