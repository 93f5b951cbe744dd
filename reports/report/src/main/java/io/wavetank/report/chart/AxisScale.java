package io.wavetank.report.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The range, the marks and the unit of an axis, chosen from the data alone: no font and no size of a picture has a say.
 *
 * @param lower the low end, in the quantity's own unit
 * @param upper the high end, above {@code lower}
 * @param ticks the marks, ascending
 * @param unitText the unit behind the axis label, or nothing
 */
record AxisScale(double lower, double upper, List<AxisTick> ticks, String unitText) {
    private static final double TINY = 1e-290;
    private static final double HUGE = 1e290;
    private static final int[] INTERVALS = {6, 5, 7, 4};

    /** Returns a scale for values, which begins at zero unless some are negative and ends on a round number. */
    static AxisScale values(double min, double max, Quantity quantity) {
        double high = tame(Math.max(max, 0));
        double low = tame(Math.min(min, 0));
        if (low == high) {
            high = 1;
        }
        AxisUnit unit = AxisUnit.of(quantity, Math.max(high, -low));
        double size = unit.size().doubleValue();
        BigDecimal step = leastWaste(low / size, high / size, unit);
        BigDecimal first = steps(low / size, step, RoundingMode.FLOOR);
        BigDecimal last = steps(high / size, step, RoundingMode.CEILING);
        if (quantity == Quantity.SHARE && high <= 1 && last.multiply(step).intValue() > 100) {
            last = new BigDecimal(100).divide(step, 0, RoundingMode.FLOOR);
        }
        List<AxisTick> ticks = ticks(first, last, step, unit);
        return new AxisScale(
                ticks.get(0).at(), Math.max(ticks.get(ticks.size() - 1).at(), high), ticks, unit.axisText());
    }

    /** Returns a scale for values that lie near each other, with a little room around them, which need not begin at zero. */
    static AxisScale near(double min, double max, Quantity quantity) {
        double room = max > min ? (max - min) / 12 : Math.max(Math.abs(max) / 10, 1e-9);
        double high = tame(max + room);
        double low = min >= 0 ? Math.max(0, tame(min - room)) : tame(min - room);
        AxisUnit unit = AxisUnit.of(quantity, Math.max(high, -low));
        double size = unit.size().doubleValue();
        BigDecimal step = leastWaste(low / size, high / size, unit);
        List<AxisTick> ticks = ticks(
                steps(low / size, step, RoundingMode.FLOOR),
                steps(high / size, step, RoundingMode.CEILING),
                step,
                unit);
        return new AxisScale(ticks.get(0).at(), ticks.get(ticks.size() - 1).at(), ticks, unit.axisText());
    }

    /** Returns this scale, reaching a little beyond {@code max} for what is written there. */
    AxisScale withHeadRoom(double max) {
        double room = lower < upper ? max + 0.08 * (upper - lower) : max;
        return new AxisScale(lower, Math.max(upper, room), ticks, unitText);
    }

    /** Returns a scale for simulated time, which begins and ends exactly with the data. */
    static AxisScale time(long firstNanos, long lastNanos) {
        double low = firstNanos / 1e9;
        double high = lastNanos > firstNanos ? lastNanos / 1e9 : low + 1;
        AxisUnit unit = AxisUnit.duration(high - low);
        double size = unit.size().doubleValue();
        BigDecimal step = unit.step((high - low) / size / 9);
        BigDecimal first = steps(low / size, step, RoundingMode.CEILING);
        BigDecimal last = steps(high / size, step, RoundingMode.FLOOR);
        return new AxisScale(low, high, ticks(first, last, step, unit), unit.axisText());
    }

    /** Returns, of the steps for four to seven intervals, the one that leaves the least empty; of equals the first tried. */
    private static BigDecimal leastWaste(double low, double high, AxisUnit unit) {
        BigDecimal best = BigDecimal.ONE;
        BigDecimal leastLength = null;
        for (int intervals : INTERVALS) {
            BigDecimal step = unit.step(high / intervals - low / intervals);
            BigDecimal length = steps(high, step, RoundingMode.CEILING)
                    .subtract(steps(low, step, RoundingMode.FLOOR))
                    .multiply(step);
            if (leastLength == null || length.compareTo(leastLength) < 0) {
                best = step;
                leastLength = length;
            }
        }
        return best;
    }

    private static double tame(double value) {
        double size = Math.abs(value);
        return size < TINY ? 0 : size > HUGE ? StrictMath.copySign(HUGE, value) : value;
    }

    /** Returns a number of whole steps; what is off by less than a millionth of a step is not rounded away from the mark. */
    private static BigDecimal steps(double value, BigDecimal step, RoundingMode mode) {
        BigDecimal exact = new BigDecimal(value).divide(step, 6, RoundingMode.HALF_EVEN);
        return exact.setScale(0, mode);
    }

    private static List<AxisTick> ticks(BigDecimal first, BigDecimal last, BigDecimal step, AxisUnit unit) {
        List<AxisTick> ticks = new ArrayList<>();
        for (BigDecimal i = first; i.compareTo(last) <= 0; i = i.add(BigDecimal.ONE)) {
            BigDecimal inUnit = i.multiply(step);
            double at = inUnit.multiply(unit.size()).doubleValue();
            ticks.add(new AxisTick(at, unit.text(inUnit)));
        }
        return List.copyOf(ticks);
    }
}
