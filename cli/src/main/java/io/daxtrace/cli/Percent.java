package io.daxtrace.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share with its unit, {@code 10%} or {@code 2.5 %}, from 0% to 1000%; 1 is 100 %. Nothing is 0 in any unit. */
final class Percent implements ITypeConverter<Double> {
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,12})?)\\s*(%?)");
    private static final double MOST = 1000;

    @Override
    public Double convert(String text) {
        Matcher parts = SHARE.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is not a percentage: expected 0% to 1000%, like 2.5%");
        }
        double percent = Double.parseDouble(parts.group(1));
        if (parts.group(2).isEmpty() && percent != 0) {
            throw new TypeConversionException("'" + text + "' has no unit: write " + text + "% if percent is meant");
        }
        if (percent > MOST) {
            throw new TypeConversionException("'" + text + "' is out of range: expected 0% to 1000%");
        }
        return percent / 100;
    }
}
