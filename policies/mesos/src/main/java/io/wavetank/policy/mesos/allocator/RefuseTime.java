package io.wavetank.policy.mesos.allocator;

/**
 * For how long a framework does not want to be offered again what it refused.
 *
 * @param nanos in nanoseconds; 0 for no time
 */
public record RefuseTime(long nanos) {
    private static final double DEFAULT_SECONDS = 5;
    private static final double YEAR_SECONDS = 365 * 86_400.0;
    private static final double NANOS_PER_SECOND = 1e9;

    /** What holds if nothing is said. */
    public static final RefuseTime DEFAULT = ofSeconds(DEFAULT_SECONDS);

    /** Returns a time in seconds as Mesos takes it: a negative one is the default, and more than 365 days are 365 days. */
    public static RefuseTime ofSeconds(double seconds) {
        double taken = Double.isNaN(seconds) || seconds < 0 ? DEFAULT_SECONDS : Math.min(seconds, YEAR_SECONDS);
        return new RefuseTime(Math.round(taken * NANOS_PER_SECOND));
    }
}
