package io.daxtrace.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes of a base page: a power of two, 1024 to 1048576. */
final class PageSize implements ITypeConverter<Integer> {
    private static final int LEAST_SHIFT = 10;
    private static final int MOST_SHIFT = 20;

    @Override
    public Integer convert(String text) {
        for (int shift = LEAST_SHIFT; shift <= MOST_SHIFT; shift++) {
            if (text.equals(Integer.toString(1 << shift))) {
                return 1 << shift;
            }
        }
        throw new TypeConversionException("'" + text + "' is not a page size: expected 4096, 16384 or 65536,"
                + " or another power of two from 1024 to 1048576");
    }
}
