package io.wavetank.workload.input;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Fields as numbers of all kinds that may stand in a table, and what is wrong with those that are none; {@link Row} reads plain ones itself. */
final class FieldNumbers {
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_EXPONENT = 40;
    /** So many digits are sure to fit into 64 bits. */
    private static final int DIGITS_SAFE = 18;

    private final Lines lines;

    /** Creates a reader of fields of whatever line {@code lines} stands at; fields are given by where they begin and end. */
    FieldNumbers(Lines lines) {
        this.lines = lines;
    }

    /** A whole number with a sign, or as long as may be. */
    long whole(int from, int end, String column) throws TraceFormatException {
        byte[] bytes = lines.buffer();
        int i = from;
        boolean negative = i < end && bytes[i] == '-';
        if (negative) {
            i++;
        }
        if (i == end) {
            throw notWhole(from, end, column);
        }
        long value = 0; // negated, since there is one more negative number than positive ones
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw notWhole(from, end, column);
            }
            if (value < (Long.MIN_VALUE + digit) / 10) {
                throw tooLarge(from, end, column);
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw tooLarge(from, end, column);
        }
        return negative ? value : -value;
    }

    private TraceFormatException notWhole(int from, int end, String column) throws TraceFormatException {
        return fault(column, "whole number expected, got " + Quoted.of(lines.text(from, end)));
    }

    private TraceFormatException tooLarge(int from, int end, String column) throws TraceFormatException {
        return fault(column, Quoted.of(lines.text(from, end)) + " is beyond what 64 bits hold");
    }

    /** Where a number ends if zero decimals are left out ({@code 64.0}). */
    int endWithoutZeroDecimals(int from, int end) {
        byte[] bytes = lines.buffer();
        int i = end;
        while (i > from && bytes[i - 1] == '0') {
            i--;
        }
        return i == end || i - 1 <= from || bytes[i - 1] != '.' ? end : i - 1;
    }

    /** A number of seconds, in nanoseconds. */
    long nanos(int from, int end, String column) throws TraceFormatException {
        BigDecimal nanos = decimal(from, end, column).movePointRight(9).setScale(0, RoundingMode.DOWN);
        if (nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw fault(
                    column,
                    Quoted.of(lines.text(from, end)) + " seconds are more than the 292 years that a run can last");
        }
        return nanos.longValueExact();
    }

    /** A number with decimals, times ten to the power of {@code power}, rounded up to a whole number. */
    long scaled(int from, int end, String column, int power) throws TraceFormatException {
        byte[] bytes = lines.buffer();
        boolean negative = from < end && bytes[from] == '-';
        long value = 0;
        int digits = 0;
        int decimals = -1;
        int i = negative ? from + 1 : from;
        for (; i < end && digits < DIGITS_SAFE; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
                digits++;
                decimals += decimals < 0 ? 0 : 1;
            } else if (bytes[i] == '.' && decimals < 0) {
                decimals = 0;
            } else {
                break;
            }
        }
        int left = power - Math.max(0, decimals);
        if (i != end || digits == 0 || left < 0 || left + digits > DIGITS_SAFE) {
            return anyScaled(from, end, column, power);
        }
        for (; left > 0; left--) {
            value *= 10;
        }
        return negative ? -value : value;
    }

    private long anyScaled(int from, int end, String column, int power) throws TraceFormatException {
        BigDecimal scaled = decimal(from, end, column).movePointRight(power).setScale(0, RoundingMode.UP);
        if (scaled.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw fault(column, Quoted.of(lines.text(from, end)) + " is beyond what 64 bits hold in our unit");
        }
        return scaled.longValueExact();
    }

    /** A number of any kind. */
    BigDecimal decimal(int from, int end, String column) throws TraceFormatException {
        String text = lines.text(from, end);
        if (text.length() <= MAX_NUMBER_LENGTH) {
            try {
                var value = new BigDecimal(text);
                if (Math.abs((long) value.scale()) <= MAX_EXPONENT) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw fault(column, "number expected, got " + Quoted.of(text));
            }
        }
        throw fault(column, "number of ordinary size expected, got " + Quoted.of(text));
    }

    /** Checks that there is a number, whatever it is. */
    void check(int from, int end, String column) throws TraceFormatException {
        byte[] bytes = lines.buffer();
        int i = from;
        if (i < end && bytes[i] == '-') {
            i++;
        }
        int digits = i;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        if (i < end || i == digits) {
            decimal(from, end, column);
        }
    }

    /** A fault in a column of the current line. */
    TraceFormatException fault(String column, String problem) {
        return lines.error("column '" + column + "': " + problem, Row.REMEDY);
    }
}
