package io.daxtrace.cli;

import io.daxtrace.compare.mathematics.Statistic;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What can be compared, by its name: {@code p99.9}, {@code mean}. */
final class StatisticName implements ITypeConverter<Statistic> {
    @Override
    public Statistic convert(String text) {
        try {
            return Statistic.of(text.strip());
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
