package io.wavetank.report.chart;

/** What the numbers of an axis are, which decides the unit that the axis is labelled in. */
public enum Quantity {
    /** Counts and plain numbers: thousands separators, and from ten million on {@code M}, {@code G}, {@code T}. */
    NUMBER,
    /** Shares of one: 0.25 is labelled 25%. */
    SHARE,
    /** Seconds: labelled in ns, us, ms, s, min, h or d, whatever suits the span. */
    SECONDS,
    /** Bytes: labelled in B, KiB, MiB, GiB, TiB or PiB. */
    BYTES
}
