package io.wavetank.sim.traffic;

/**
 * A limit of processor time that a kernel enforces by periods: what has used up its quota stands still until the next period begins.
 *
 * <p>Periods of a replica begin at multiples of the period, shifted by a drawn phase. Source: Linux, CFS bandwidth control
 * ({@code cpu.cfs_quota_us}, {@code cpu.cfs_period_us}); that processors take the quota in slices of 5 ms is left out.
 *
 * @param limitCores the quota over the period, in cores
 * @param periodNanos the period, in nanoseconds; 100 ms is usual
 */
public record CpuQuota(double limitCores, long periodNanos) {
    /** Kubernetes' and Docker's period. */
    public static final long PERIOD_NANOS = 100_000_000;

    /** Checks the ranges. */
    public CpuQuota {
        if (!(limitCores > 0) || periodNanos <= 0) {
            throw new IllegalArgumentException(
                    "A quota needs a limit and a period above 0: " + limitCores + " cores, " + periodNanos + " ns");
        }
    }
}
