package io.wavetank.report.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis that has a place for zero: positions are decimal logarithms, and zero, which has none, stands a little left of the smallest
 * positive value. Marks of bytes are powers of two. Beyond nine decades the smallest values share that place, and the mark says so.
 */
final class LogScale {
    private static final double DECADES_MAX = 9;
    private static final double ZERO_GAP = 0.06;
    /** Below so many marks there are some in between. */
    private static final int FEW = 3;

    private static final int[] BETWEEN = {2, 5};
    private static final int[] BETWEEN_TIMES = {2, 5, 10};
    /** How far apart marks of bytes are, in doublings, and how far where that leaves few. */
    private static final int DOUBLINGS = 5;

    private static final int FEWER_DOUBLINGS = 2;
    private static final double DOUBLE = StrictMath.log10(2);
    private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    /** A mark so near before another, as a share of it, would be one too many. */
    private static final double NEAR = 0.9;
    /** How far below the least value a decade may lie, as a share of the axis, for the axis to begin with it. */
    private static final double ROUNDED = 0.01;

    private static final String[] SECOND_TEXTS = {
        "1 ns", "10 ns", "100 ns", "1 us", "10 us", "100 us", "1 ms", "10 ms", "100 ms", "1 s", "10 s", "1 min",
        "10 min", "1 h", "1 d", "10 d", "100 d", "1,000 d"
    };
    private static final double[] SECOND_SIZES = {
        1e-9,
        1e-8,
        1e-7,
        1e-6,
        1e-5,
        1e-4,
        1e-3,
        1e-2,
        0.1,
        1,
        10,
        60,
        600,
        3600,
        86_400,
        864_000,
        8_640_000,
        86_400_000
    };

    private final double lowest;
    private final double zeroAt;
    private final AxisScale scale;

    private LogScale(double lowest, double zeroAt, AxisScale scale) {
        this.lowest = lowest;
        this.zeroAt = zeroAt;
        this.scale = scale;
    }

    /** Creates the scale for values from {@code minPositive} to {@code max}, and zero if {@code withZero}. */
    static LogScale of(double minPositive, double max, boolean withZero, Quantity quantity) {
        double high = StrictMath.log10(max);
        double low = Math.max(StrictMath.log10(minPositive), high - DECADES_MAX);
        boolean cut = low > StrictMath.log10(minPositive);
        double unit = quantity == Quantity.BYTES ? DOUBLE : 1;
        double round = StrictMath.floor(low / unit) * unit;
        if (quantity != Quantity.SECONDS && low - round < ROUNDED * (high - low)) {
            low = round; // values of 1 come as those of a bucket, a little above it
        }
        double zeroAt = withZero || cut ? low - ZERO_GAP * (high - low) : low;
        List<AxisTick> ticks = new ArrayList<>();
        if (withZero || cut) {
            ticks.add(new AxisTick(zeroAt, cut ? "~0" : "0"));
        }
        double nearestAllowed = withZero || cut ? low - (low - zeroAt) * 0.2 : low;
        List<AxisTick> marks = within(decades(quantity, low, high), nearestAllowed, high);
        if (marks.size() < FEW) {
            marks = within(finer(quantity, low, high), nearestAllowed, high);
        }
        ticks.addAll(marks);
        return new LogScale(low, zeroAt, new AxisScale(zeroAt, high, List.copyOf(ticks), "log scale"));
    }

    /** Returns the range and the marks, in positions. */
    AxisScale scale() {
        return scale;
    }

    /** Returns where a value stands. */
    double position(double value) {
        double at = value > 0 ? StrictMath.log10(value) : Double.NEGATIVE_INFINITY;
        return at < lowest ? zeroAt : at;
    }

    private static List<AxisTick> decades(Quantity quantity, double low, double high) {
        List<AxisTick> ticks = new ArrayList<>();
        if (quantity == Quantity.SECONDS) {
            for (int i = 0; i < SECOND_SIZES.length; i++) {
                ticks.add(new AxisTick(StrictMath.log10(SECOND_SIZES[i]), SECOND_TEXTS[i]));
            }
            return ticks;
        }
        if (quantity == Quantity.BYTES) {
            return bytes(DOUBLINGS);
        }
        for (int power = (int) StrictMath.floor(low); power <= high; power++) {
            ticks.add(tick(quantity, 1, power));
        }
        return ticks;
    }

    /** The decades with twice and five times of each, or what goes for that. */
    private static List<AxisTick> finer(Quantity quantity, double low, double high) {
        return switch (quantity) {
            case SECONDS -> finerTimes();
            case BYTES -> bytes(FEWER_DOUBLINGS);
            case NUMBER, SHARE -> finerDecades(quantity, low, high);
        };
    }

    /** A mark after so many doublings each. */
    private static List<AxisTick> bytes(int doublings) {
        List<AxisTick> ticks = new ArrayList<>();
        for (int power = 0; power / 10 < BYTE_UNITS.size(); power += doublings) {
            ticks.add(new AxisTick(power * DOUBLE, (1 << power % 10) + " " + BYTE_UNITS.get(power / 10)));
        }
        return ticks;
    }

    private static List<AxisTick> finerDecades(Quantity quantity, double low, double high) {
        List<AxisTick> ticks = new ArrayList<>();
        for (int power = (int) StrictMath.floor(low); power <= high; power++) {
            ticks.add(tick(quantity, 1, power));
            for (int times : BETWEEN) {
                ticks.add(tick(quantity, times, power));
            }
        }
        return ticks;
    }

    /** The marks of times with twice, five times and ten times of each before the next. */
    private static List<AxisTick> finerTimes() {
        List<AxisTick> ticks = new ArrayList<>();
        for (int i = 0; i < SECOND_SIZES.length - 1; i++) {
            ticks.add(new AxisTick(StrictMath.log10(SECOND_SIZES[i]), SECOND_TEXTS[i]));
            int blank = SECOND_TEXTS[i].indexOf(' ');
            int number = Integer.parseInt(SECOND_TEXTS[i].substring(0, blank));
            for (int times : BETWEEN_TIMES) {
                if (SECOND_SIZES[i] * times < NEAR * SECOND_SIZES[i + 1]) {
                    double at = StrictMath.log10(SECOND_SIZES[i] * times);
                    ticks.add(new AxisTick(at, number * times + SECOND_TEXTS[i].substring(blank)));
                }
            }
        }
        return ticks;
    }

    private static List<AxisTick> within(List<AxisTick> ticks, double low, double high) {
        return ticks.stream()
                .filter(tick -> tick.at() >= low && tick.at() <= high + 1e-9)
                .toList();
    }

    private static AxisTick tick(Quantity quantity, int times, int power) {
        return new AxisTick(power + (times == 1 ? 0 : StrictMath.log10(times)), text(quantity, times, power));
    }

    private static String text(Quantity quantity, int times, int power) {
        BigDecimal size = BigDecimal.valueOf(times).scaleByPowerOfTen(power);
        if (quantity == Quantity.SHARE) {
            return TickText.of(size.scaleByPowerOfTen(2)) + "%";
        }
        return TickText.of(size);
    }
}
