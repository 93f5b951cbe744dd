package io.wavetank.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** The CSV text of a chart's data: no locale, and numbers to 12 significant digits, as {@code Double.toString} differs between JDK 17 and 25. */
final class CsvText {
    private static final MathContext DIGITS = new MathContext(12);

    private final StringBuilder text = new StringBuilder();
    private boolean atLineStart = true;

    CsvText header(String line) {
        text.append(line).append('\n');
        return this;
    }

    CsvText field(String value) {
        separate();
        boolean quoted = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        text.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
        return this;
    }

    CsvText field(long value) {
        separate();
        text.append(value);
        return this;
    }

    CsvText field(double value) {
        separate();
        text.append(number(value));
        return this;
    }

    CsvText endLine() {
        text.append('\n');
        atLineStart = true;
        return this;
    }

    private void separate() {
        if (!atLineStart) {
            text.append(',');
        }
        atLineStart = false;
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size < 1e-6 || size >= 1e18 ? rounded.toString() : rounded.toPlainString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
