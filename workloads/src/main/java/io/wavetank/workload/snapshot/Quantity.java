package io.wavetank.workload.snapshot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource as the Kubernetes API writes it: {@code 100m}, {@code 1.5Gi}, {@code 1e3}, {@code 2E}.
 *
 * <p>A number, then nothing, a decimal suffix ({@code n u m k M G T P E}), a binary one ({@code Ki Mi Gi Ti Pi Ei}) or an exponent of ten
 * ({@code e3}, {@code E-2}). What is finer than a nano is rounded away from 0 to a whole nano; an amount with a binary suffix is capped at
 * 2^63 - 1. Where a whole number is wanted it is rounded up. An amount that is then no 64-bit number is refused, where the API would let it wrap
 * around.
 *
 * <p>Source: Kubernetes, package {@code k8s.io/apimachinery/pkg/api/resource}, {@code ParseQuantity}.
 */
public final class Quantity {
    private static final Pattern FORM =
            Pattern.compile("([+-]?)([0-9]+\\.?[0-9]*|\\.[0-9]+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]+))?");
    private static final BigDecimal CAP = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final String DECIMAL = "numkMGTPE";
    private static final int[] DECIMAL_POWERS = {-9, -6, -3, 3, 6, 9, 12, 15, 18};
    private static final String BINARY = "KMGTPE";
    private static final int MOST_CHARACTERS = 200;
    private static final int MOST_EXPONENT = 1000;
    private static final int NANO = 9;

    private final String text;
    private final BigDecimal amount;

    private Quantity(String text, BigDecimal amount) {
        this.text = text;
        this.amount = amount;
    }

    /**
     * Parses an amount.
     *
     * @throws IllegalArgumentException if it is none, in words that can be shown
     */
    public static Quantity parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > MOST_CHARACTERS || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + shortened(text) + "' is no quantity; expected one such as 500m, 2 or 1.5Gi");
        }
        BigDecimal number = new BigDecimal(matcher.group(2));
        String suffix = matcher.group(3);
        if (suffix != null && suffix.length() == 2) {
            int power = 10 * (BINARY.indexOf(suffix.charAt(0)) + 1);
            number = number.multiply(BigDecimal.valueOf(1L << power)).min(CAP);
        } else if (suffix != null) {
            number = number.scaleByPowerOfTen(DECIMAL_POWERS[DECIMAL.indexOf(suffix.charAt(0))]);
        } else if (matcher.group(4) != null && number.signum() != 0) {
            number = number.scaleByPowerOfTen(exponent(text, matcher.group(4)));
        }
        BigDecimal rounded = number.signum() == 0 ? BigDecimal.ZERO : rounded(number);
        return new Quantity(text, matcher.group(1).equals("-") ? rounded.negate() : rounded);
    }

    /** To whole nanos, without writing out what is far below one. */
    private static BigDecimal rounded(BigDecimal number) {
        boolean tiny = (long) number.precision() - number.scale() < -NANO;
        return tiny ? BigDecimal.ONE.movePointLeft(NANO) : number.setScale(NANO, RoundingMode.UP);
    }

    private static int exponent(String text, String digits) {
        String bare = digits.replaceFirst("^([+-]?)0+(?=[0-9])", "$1");
        boolean negative = bare.startsWith("-");
        long power = bare.length() > 6 ? (negative ? -MOST_EXPONENT - 1 : MOST_EXPONENT + 1) : Long.parseLong(bare);
        if (power > MOST_EXPONENT) {
            throw tooLarge(text);
        }
        return (int) Math.max(power, -MOST_EXPONENT);
    }

    private static IllegalArgumentException tooLarge(String text) {
        return new IllegalArgumentException(
                "the quantity " + shortened(text) + " is larger than a 64-bit number holds; expected a smaller one");
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    /** The amount in whole units, rounded up (away from 0). */
    public long value() {
        return whole(amount);
    }

    /** The amount in thousandths, rounded up (away from 0). */
    public long milliValue() {
        return whole(amount.movePointRight(3));
    }

    private long whole(BigDecimal number) {
        BigDecimal up = number.setScale(0, RoundingMode.UP);
        if (up.abs().compareTo(CAP) > 0) {
            throw tooLarge(text);
        }
        return up.longValueExact();
    }

    @Override
    public String toString() {
        return text;
    }
}
