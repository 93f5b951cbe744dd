package io.wavetank.benchmark.figures;

import java.util.List;

/**
 * Something that was measured.
 *
 * @param name what was measured, and of what
 * @param unit the unit, such as {@code ns} or {@code tasks/cpu-s}
 * @param value how much of it
 * @param better whether more of it is better, or less
 */
record Figure(String name, String unit, double value, Better better) {
    /** Which way is faster. */
    enum Better {
        /** A rate. */
        MORE,
        /** A cost. */
        LESS
    }

    Figure {
        if (List.of(name, unit).stream()
                .anyMatch(text -> text.isEmpty() || text.contains(",") || text.contains("\n"))) {
            throw new IllegalArgumentException("Not the name and unit of a figure: '" + name + "', '" + unit + "'");
        }
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value);
        }
    }

    /** How many times better this is than an earlier figure of the same name: old/new of a cost, new/old of a rate. */
    double over(Figure before) {
        return better == Better.LESS ? before.value / value : value / before.value;
    }
}
