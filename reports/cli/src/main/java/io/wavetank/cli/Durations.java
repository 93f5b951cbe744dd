package io.wavetank.cli;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Reads a length of time such as {@code 250ms}, {@code 5s}, {@code 1.5h} or {@code 30d} into nanoseconds. */
final class Durations implements CommandLine.ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|ms|s|m|min|h|d)");
    private static final Map<String, Long> UNITS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "min",
            60_000_000_000L,
            "h",
            3_600_000_000_000L,
            "d",
            86_400_000_000_000L);

    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text);
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is not a length of time; write a number and ns, us, ms, s, min, h or d");
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        if (nanos.stripTrailingZeros().scale() > 0) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is finer than is counted; write whole nanoseconds");
        }
        try {
            return nanos.longValueExact();
        } catch (ArithmeticException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is longer than 292 years");
        }
    }
}
