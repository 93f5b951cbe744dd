package io.wavetank.report.chart;

import java.math.BigDecimal;
import java.util.List;

/**
 * The unit that an axis is labelled in.
 *
 * @param size how many of the quantity's own unit it is
 * @param axisText what stands behind the label of the axis, or nothing
 * @param tickSuffix what stands behind each number, or nothing
 * @param steps step widths that read well, in this unit, above one; beyond the last, and below one, 1-2-5
 */
record AxisUnit(BigDecimal size, String axisText, String tickSuffix, List<Integer> steps) {
    private static final List<Integer> SIXTY = List.of(1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600);
    private static final List<Integer> DAY = List.of(1, 2, 3, 6, 12, 24, 48, 120, 240);

    private static final double SCIENTIFIC_FROM = 1e19;

    private static final AxisUnit ONE = unit("1", "", "");
    private static final AxisUnit PERCENT = unit("0.01", "", "%");
    private static final List<AxisUnit> NUMBERS =
            List.of(ONE, unit("1e6", "", "M"), unit("1e9", "", "G"), unit("1e12", "", "T"), unit("1e15", "", "P"));
    private static final List<AxisUnit> DURATIONS = List.of(
            unit("1e-9", "ns", ""),
            unit("1e-6", "us", ""),
            unit("1e-3", "ms", ""),
            new AxisUnit(BigDecimal.ONE, "s", "", SIXTY),
            new AxisUnit(new BigDecimal(60), "min", "", SIXTY),
            new AxisUnit(new BigDecimal(3600), "h", "", DAY),
            unit("86400", "d", ""));
    private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

    private static AxisUnit unit(String size, String axisText, String tickSuffix) {
        return new AxisUnit(new BigDecimal(size), axisText, tickSuffix, List.of());
    }

    /** Returns the unit for numbers of which the largest is {@code size}. */
    static AxisUnit of(Quantity quantity, double size) {
        return switch (quantity) {
            case NUMBER -> size < SCIENTIFIC_FROM ? largest(NUMBERS, size, 10) : ONE;
            case SHARE -> PERCENT;
            case SECONDS -> duration(size);
            case BYTES -> bytes(size);
        };
    }

    /** Returns the largest unit of time that fits at least three times into {@code spanSeconds}. */
    static AxisUnit duration(double spanSeconds) {
        return spanSeconds > 0 ? largest(DURATIONS, spanSeconds, 3) : DURATIONS.get(3);
    }

    private static AxisUnit largest(List<AxisUnit> units, double size, int atLeast) {
        AxisUnit best = units.get(0);
        for (AxisUnit unit : units) {
            best = size >= atLeast * unit.size.doubleValue() ? unit : best;
        }
        return best;
    }

    private static AxisUnit bytes(double size) {
        int power = 0;
        while (power + 1 < BYTES.size() && size >= 2 * StrictMath.pow(1024, power + 1)) {
            power++;
        }
        return new AxisUnit(new BigDecimal(1024).pow(power), BYTES.get(power), "", List.of());
    }

    /** Returns a number in this unit as a mark on an axis. */
    String text(BigDecimal inUnit) {
        String number = TickText.of(inUnit);
        return inUnit.signum() == 0 && !equals(PERCENT) ? number : number + tickSuffix;
    }

    /** Returns the step, in this unit, nearest above {@code raw} that reads well. */
    BigDecimal step(double raw) {
        for (int step : steps) {
            if (raw > 1 && raw <= step) {
                return new BigDecimal(step);
            }
        }
        int power = (int) StrictMath.floor(StrictMath.log10(raw));
        for (int digit : new int[] {1, 2, 5}) {
            BigDecimal step = BigDecimal.valueOf(digit, -power);
            if (step.doubleValue() >= raw * (1 - 1e-9)) {
                return step;
            }
        }
        return BigDecimal.valueOf(10, -power);
    }
}
