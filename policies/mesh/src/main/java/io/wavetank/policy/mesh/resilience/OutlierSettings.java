package io.wavetank.policy.mesh.resilience;

/**
 * How Envoy's outlier detection is set.
 *
 * @param consecutive5xx server faults in a row that eject; 0 turns it off
 * @param consecutiveGateway gateway faults in a row that eject; 0 turns it off
 * @param intervalNanos between sweeps
 * @param baseEjectionNanos how long the first ejection lasts at least
 * @param mostEjectionNanos how long any lasts at most, the jitter aside
 * @param jitterNanos up to how much is drawn on top
 * @param mostEjectedPercent of endpoints that are out at once
 * @param alwaysOne whether one may be out whatever the percentage
 * @param successRateHosts endpoints with enough calls that it takes to compare success rates; 0 turns it off
 * @param successRateCalls calls of an endpoint in an interval that are enough
 * @param stdevFactor how many standard deviations below the mean ejects
 * @param failurePercent of an interval's calls of one endpoint that ejects; 0 turns it off
 * @param failurePercentHosts endpoints with enough calls that it takes for that
 * @param failurePercentCalls calls of an endpoint in an interval that are enough for that
 * @param enforcing percentage of ejections that are carried out
 */
public record OutlierSettings(
        int consecutive5xx,
        int consecutiveGateway,
        long intervalNanos,
        long baseEjectionNanos,
        long mostEjectionNanos,
        long jitterNanos,
        int mostEjectedPercent,
        boolean alwaysOne,
        int successRateHosts,
        int successRateCalls,
        double stdevFactor,
        int failurePercent,
        int failurePercentHosts,
        int failurePercentCalls,
        int enforcing) {
    private static final long SECOND = 1_000_000_000L;

    /**
     * Envoy's defaults: 5 in a row, sweeps every 10 s, 30 s to 300 s, 10 %, success rates of 5 endpoints with 100 calls and 1.9 deviations. Gateway
     * faults and percentages of failures are looked at and not acted upon, so they are off here.
     */
    public static final OutlierSettings ENVOY =
            new OutlierSettings(5, 0, 10 * SECOND, 30 * SECOND, 300 * SECOND, 0, 10, false, 5, 100, 1.9, 0, 5, 50, 100);

    /** Checks the ranges. */
    public OutlierSettings {
        if (consecutive5xx < 0 || consecutiveGateway < 0 || successRateHosts < 0 || failurePercentHosts < 0) {
            throw new IllegalArgumentException("Thresholds of outlier detection are not negative");
        }
        if (intervalNanos < 1 || baseEjectionNanos < 1 || mostEjectionNanos < baseEjectionNanos || jitterNanos < 0) {
            throw new IllegalArgumentException(
                    "Outlier detection needs an interval and 0 < base <= most ejection time: interval=" + intervalNanos
                            + ", base=" + baseEjectionNanos + ", most=" + mostEjectionNanos);
        }
        if (!percentage(mostEjectedPercent) || !percentage(failurePercent) || !percentage(enforcing)) {
            throw new IllegalArgumentException("Percentages are 0 to 100: most ejected=" + mostEjectedPercent
                    + ", failures=" + failurePercent + ", enforcing=" + enforcing);
        }
    }

    private static boolean percentage(int value) {
        return value >= 0 && value <= 100;
    }
}
