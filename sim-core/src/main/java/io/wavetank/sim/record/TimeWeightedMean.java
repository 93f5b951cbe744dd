package io.wavetank.sim.record;

/**
 * Mean of a piecewise-constant quantity over simulated time, such as the busy CPU of a cluster.
 *
 * <p>{@code mean = (1 / (T1 - T0)) * sum(value[i] * (t[i+1] - t[i]))}, where the value set at an instant holds until the next one. It
 * weighs by time; for a mean over observations (one wait a task) use {@link Tally}. A window [T0, T1] is cut by taking a {@link Snapshot} at
 * each end: {@code atT1.meanSince(atT0)}. A value that is replaced within its own instant counts for nothing, neither in mean nor peak.
 *
 * <p>Units: times are nanoseconds since the start of the run; mean and peak have the unit of the value, the integral that unit times seconds.
 * The value itself is kept to twice the precision of a double, so whole numbers that are added and taken away return to exactly zero.
 */
public final class TimeWeightedMean {
    private static final double NANOS_PER_SECOND = 1e9;

    private final CompensatedSum value = new CompensatedSum();
    private final CompensatedSum valueNanos = new CompensatedSum();
    private long changedNanos;
    private long peakSinceNanos;
    private double peak = Double.NaN;

    /**
     * The integral at one instant.
     *
     * @param nanos the instant, in nanoseconds since the start of the run
     * @param integral value times seconds since the quantity's start
     */
    public record Snapshot(long nanos, double integral) {
        /**
         * Mean of the quantity between an earlier snapshot of the same quantity and this one; NaN if no time lies between.
         *
         * @throws IllegalArgumentException if the other is the later one
         */
        public double meanSince(Snapshot earlier) {
            if (earlier.nanos > nanos) {
                throw new IllegalArgumentException(
                        "A window cannot end at " + nanos + " ns and begin at " + earlier.nanos + " ns");
            }
            return (integral - earlier.integral) / ((nanos - earlier.nanos) / NANOS_PER_SECOND);
        }
    }

    /** Creates a quantity that has the value from the instant on; before that there is nothing. */
    public TimeWeightedMean(long startNanos, double startValue) {
        changedNanos = startNanos;
        peakSinceNanos = startNanos;
        value.set(requireFinite(startValue));
    }

    /**
     * Gives the quantity a new value from now on.
     *
     * @throws IllegalArgumentException if now lies before the last change, or the value is not finite
     */
    public void set(long nowNanos, double newValue) {
        requireFinite(newValue);
        advance(nowNanos);
        value.set(newValue);
    }

    /**
     * Adds to the quantity from now on.
     *
     * @throws IllegalArgumentException if now lies before the last change, or the difference is not finite
     */
    public void add(long nowNanos, double delta) {
        requireFinite(delta);
        advance(nowNanos);
        value.add(delta);
    }

    /** The present value. */
    public double value() {
        return value.value();
    }

    /**
     * Integral from the start until now, in units of the value times seconds.
     *
     * @throws IllegalArgumentException if now lies before the last change: the past is not kept
     */
    public double integral(long nowNanos) {
        requireNotPast(nowNanos);
        return (valueNanos.value() + value.value() * (nowNanos - changedNanos)) / NANOS_PER_SECOND;
    }

    /**
     * The integral together with its instant, to cut a window with.
     *
     * @throws IllegalArgumentException if now lies before the last change: the past is not kept
     */
    public Snapshot snapshot(long nowNanos) {
        return new Snapshot(nowNanos, integral(nowNanos));
    }

    /**
     * Highest value that held for some time since the start, or since {@link #restartPeak}; NaN if no time has passed.
     *
     * @throws IllegalArgumentException if now lies before the last change
     */
    public double peak(long nowNanos) {
        requireNotPast(nowNanos);
        return nowNanos > Math.max(changedNanos, peakSinceNanos) ? higher(peak, value.value()) : peak;
    }

    /**
     * Forgets the peak so far; from now on only later values and the present one count.
     *
     * @throws IllegalArgumentException if now lies before the last change
     */
    public void restartPeak(long nowNanos) {
        requireNotPast(nowNanos);
        peakSinceNanos = nowNanos;
        peak = Double.NaN;
    }

    private void advance(long nowNanos) {
        requireNotPast(nowNanos);
        if (nowNanos > changedNanos) {
            peak = peak(nowNanos);
            valueNanos.add(value.value() * (nowNanos - changedNanos));
            changedNanos = nowNanos;
        }
    }

    private void requireNotPast(long nowNanos) {
        if (nowNanos < changedNanos) {
            throw new IllegalArgumentException(
                    "The instant " + nowNanos + " ns lies before the last change, at " + changedNanos + " ns");
        }
    }

    private static double requireFinite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("A value over time must be finite: " + number);
        }
        return number;
    }

    private static double higher(double peakSoFar, double candidate) {
        return Double.isNaN(peakSoFar) ? candidate : Math.max(peakSoFar, candidate);
    }
}
