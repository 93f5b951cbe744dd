package io.wavetank.report.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Numbers as text, the same on every machine and JDK: {@code Double.toString} and {@code String.format} are not (their digits changed with
 * JDK 19), so everything goes through {@link BigDecimal}.
 */
public final class Figures {
    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

    /** Percentages that lack no more are the whole but for what sums of doubles lose. */
    private static final double NOTHING_MISSING = 1e-9;

    private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

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
     * nothing; as many as it takes for what is not the whole not to read as it.
     */
    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return "-";
        }
        double size = Math.abs(share);
        return (size > 0 && size < 0.01 ? short3(share * 100) : fixed(share * 100, percentDecimals(share))) + "%";
    }

    private static int percentDecimals(double share) {
        double missing = (1 - share) * 100;
        int decimals = 1;
        for (double half = 0.05; missing > NOTHING_MISSING && missing <= half; half /= 10) {
            decimals++;
        }
        return decimals;
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

    private static String thousands(String number) {
        var text = new StringBuilder(number);
        int first = number.startsWith("-") ? 1 : 0;
        int point = number.indexOf('.');
        for (int at = (point < 0 ? number.length() : point) - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** Returns an amount of memory for people: three significant digits in the unit that suits, such as {@code 1.25 TiB}. */
    public static String bytes(double value) {
        int power = 0;
        double amount = value;
        while (amount >= 1000 && power + 1 < BYTES.size()) {
            amount /= 1024;
            power++;
        }
        return Double.isNaN(value) ? "-" : short3(amount) + " " + BYTES.get(power);
    }

    /** Returns a length of time for people: three significant digits in the unit that suits, such as {@code 4.31 min}. */
    public static String duration(double seconds) {
        return Double.isFinite(seconds) ? Scale.of(seconds).text(seconds) + " " + Scale.of(seconds).name : "-";
    }

    /** Returns a length of time with its half-width in the same unit, such as {@code 4.31 +-0.20 min}; without one if there is none. */
    public static String duration(Estimate seconds) {
        if (!isShown(seconds)) {
            return duration(seconds.mean());
        }
        Scale scale = Scale.of(larger(seconds));
        return interval(seconds.mean() / scale.seconds, seconds.halfWidth() / scale.seconds) + " " + scale.name;
    }

    /** Returns a share as per cent with its half-width, such as {@code 52.1 +-0.3%}; without one if there is none. */
    public static String percent(Estimate share) {
        if (!isShown(share)) {
            return percent(share.mean());
        }
        double points = share.halfWidth() * 100;
        if (larger(share) < 0.01) {
            return interval(share.mean() * 100, points) + "%";
        }
        int decimals = points < 0.05 ? 2 : 1; // so that a width is never written as zero
        return fixed(share.mean() * 100, decimals) + " +-" + (points < 0.005 ? "<0.01" : fixed(points, decimals)) + "%";
    }

    /** Returns a difference of shares in points of per cent with its half-width, such as {@code 15.4 +-3.2 points}. */
    public static String points(Estimate share) {
        return (isShown(share) ? interval(share.mean() * 100, share.halfWidth() * 100) : short3(share.mean() * 100))
                + " points";
    }

    /** Returns a ratio with its half-width, such as {@code 1.53 +-0.10}; without one if there is none. */
    public static String short3(Estimate ratio) {
        return isShown(ratio) ? interval(ratio.mean(), ratio.halfWidth()) : short3(ratio.mean());
    }

    /**
     * Returns a mean number of things with its half-width, which is rounded up; without one if there is none. Both are whole from ten on: a mean below that
     * has a decimal, or as many as it takes for it not to read as none, unless it is the same whole number in each replication.
     */
    public static String count(Estimate number) {
        double size = Math.abs(number.mean());
        if (size < 10 && (isShown(number) || size != Math.rint(size))) {
            return smallCount(number);
        }
        String mean = Double.isNaN(number.mean()) ? "-" : count(Math.round(number.mean()));
        return isShown(number) ? mean + " +-" + count((long) Math.ceil(number.halfWidth())) : mean;
    }

    private static String smallCount(Estimate number) {
        int decimals = 1;
        double tenths = Math.abs(number.mean()) * 10;
        while (tenths > 0 && tenths < 0.5) {
            tenths *= 10;
            decimals++;
        }
        String mean = fixed(number.mean(), decimals);
        return isShown(number)
                ? mean + " +-"
                        + thousands(exact(number.halfWidth())
                                .setScale(decimals, RoundingMode.CEILING)
                                .toPlainString())
                : mean;
    }

    /** Returns both to the same decimal, which is that of three significant digits of the larger one. */
    private static String interval(double mean, double halfWidth) {
        BigDecimal larger =
                new BigDecimal(Math.max(Math.abs(mean), halfWidth)).round(new MathContext(3, RoundingMode.HALF_EVEN));
        int decimals = Math.max(0, 3 - (larger.precision() - larger.scale()));
        BigDecimal least = BigDecimal.ONE.movePointLeft(decimals);
        boolean none = halfWidth < least.doubleValue() / 2; // an interval of no width is not shown at all
        String width = none ? "<" + least.toPlainString() : fixed(halfWidth, decimals);
        return thousands(fixed(mean, decimals)) + " +-" + thousands(width);
    }

    private static double larger(Estimate estimate) {
        return Math.max(Math.abs(estimate.mean()), estimate.halfWidth());
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
