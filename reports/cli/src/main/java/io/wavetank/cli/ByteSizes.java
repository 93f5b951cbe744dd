package io.wavetank.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Reads an amount of memory such as {@code 64M}, {@code 512MiB} or {@code 2G} into bytes; the units are powers of 1024. */
final class ByteSizes implements CommandLine.ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})([kmg]?)(i?b)?");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "k", 10, "m", 20, "g", 30);

    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is not an amount of memory; write a number and K, M or G");
        }
        int shift = SHIFTS.getOrDefault(matcher.group(2), 0);
        long amount = Long.parseLong(matcher.group(1));
        if (amount > Long.MAX_VALUE >> shift) {
            throw new CommandLine.TypeConversionException("'" + text + "' is more memory than there can be");
        }
        return amount << shift;
    }
}
