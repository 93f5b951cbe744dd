package io.wavetank.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as axes show them: 1,234,567 and 0.05, or 2e-7 and 3e21 where that would be too long; the same in every locale. */
final class TickText {
    private TickText() {}

    static String of(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal shortest = number.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < -4 || exponent >= 9) {
            return scientific(shortest, exponent);
        }
        String text = shortest.toPlainString();
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot);
        return grouped(whole) + (dot < 0 ? "" : text.substring(dot));
    }

    /** Returns a number rounded to so many significant digits, of which those before the point are never less, for the tip of a bar. */
    static BigDecimal rounded(double number, int digits) {
        BigDecimal exact = new BigDecimal(number);
        int wholeDigits = exact.precision() - exact.scale();
        return exact.round(new MathContext(Math.max(digits, Math.min(wholeDigits, 9))));
    }

    private static String scientific(BigDecimal number, int exponent) {
        return number.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    private static String grouped(String whole) {
        StringBuilder text = new StringBuilder(whole);
        int first = whole.startsWith("-") ? 1 : 0;
        for (int at = whole.length() - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
