package io.wavetank.report.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text, the same on every machine and JDK: {@code Double.toString} and {@code String.format} are not (their digits changed with
 * JDK 19), so everything goes through {@link BigDecimal}.
 */
public final class Figures {
    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

    private Figures() {}

    /** Returns a figure for a file: 12 significant digits, no exponent, no trailing zeros. The figure must be finite. */
    public static BigDecimal exact(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    /** Returns a figure for a file; the empty string if it has no value. */
    public static String text(double value) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? ""
                : exact(value).toPlainString();
    }

    /** Returns a figure for people with a fixed number of decimals. */
    public static String fixed(double value, int decimals) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? "-"
                : new BigDecimal(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    /**
     * Returns a share (1 is the whole) as per cent for people: one decimal, and below one per cent three digits, since there one decimal tells
     * nothing.
     */
    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return "-";
        }
        double size = Math.abs(share);
        return (size > 0 && size < 0.01 ? short3(share * 100) : fixed(share * 100, 1)) + "%";
    }

    /** Returns a figure for people with three significant digits, thousands set apart by a comma. */
    public static String short3(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "-";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
        return Math.abs(value) >= 100
                ? thousands(new BigDecimal(value)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .toPlainString())
                : rounded.stripTrailingZeros().scale() < 0
                        ? rounded.setScale(0).toPlainString()
                        : rounded.stripTrailingZeros().toPlainString();
    }

    /** Returns a whole number for people, thousands set apart by a comma. */
    public static String count(long value) {
        return thousands(Long.toString(value));
    }

    private static String thousands(String digits) {
        var text = new StringBuilder(digits);
        int first = digits.startsWith("-") ? 1 : 0;
        for (int at = digits.length() - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** Returns a length of time for people: three significant digits in the unit that suits, such as {@code 4.31 min}. */
    public static String duration(double seconds) {
        return Double.isFinite(seconds) ? Scale.of(seconds).text(seconds) + " " + Scale.of(seconds).name : "-";
    }

    /** Returns a length of time with its half-width in the same unit, such as {@code 4.31 +-0.2 min}; without one if there is none. */
    public static String duration(Estimate seconds) {
        if (!isShown(seconds)) {
            return duration(seconds.mean());
        }
        Scale scale = Scale.of(Math.max(Math.abs(seconds.mean()), seconds.halfWidth()));
        return scale.text(seconds.mean()) + " +-" + scale.text(seconds.halfWidth()) + " " + scale.name;
    }

    /** Returns a share as per cent with its half-width, such as {@code 52.1 +-0.3%}; without one if there is none. */
    public static String percent(Estimate share) {
        return isShown(share)
                ? fixed(share.mean() * 100, 1) + " +-" + fixed(share.halfWidth() * 100, 1) + "%"
                : percent(share.mean());
    }

    /** Returns a ratio with its half-width, such as {@code 1.53 +-0.1}; without one if there is none. */
    public static String short3(Estimate ratio) {
        return isShown(ratio) ? short3(ratio.mean()) + " +-" + short3(ratio.halfWidth()) : short3(ratio.mean());
    }

    /** An interval of no width (the same figure in every replication) says nothing. */
    private static boolean isShown(Estimate estimate) {
        return estimate.hasInterval() && estimate.halfWidth() > 0;
    }

    /** A unit of time and its length in seconds. */
    private record Scale(String name, double seconds) {
        static Scale of(double seconds) {
            double size = Math.abs(seconds);
            if (size == 0) {
                return new Scale("s", 1);
            } else if (size < 1e-3) {
                return new Scale("us", 1e-6);
            } else if (size < 1) {
                return new Scale("ms", 1e-3);
            } else if (size < 120) {
                return new Scale("s", 1);
            } else if (size < 7200) {
                return new Scale("min", 60);
            }
            return size < 172_800 ? new Scale("h", 3600) : new Scale("d", 86_400);
        }

        String text(double value) {
            return short3(value / seconds);
        }
    }
}
