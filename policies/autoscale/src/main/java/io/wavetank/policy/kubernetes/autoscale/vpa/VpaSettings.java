package io.wavetank.policy.kubernetes.autoscale.vpa;

/**
 * The flags of the recommender.
 *
 * @param originSeconds time 0, in seconds since the beginning of the year 1: decay is aligned to the calendar
 * @param memoryIntervalNanos the interval of which the memory peak is kept
 * @param cpuHalfLifeNanos the time in which a CPU sample's weight halves
 * @param memoryHalfLifeNanos the time in which a memory peak's weight halves
 * @param oomRatio by what memory is multiplied after it ran out
 * @param oomLeastBytes how much is added at least
 * @param safetyMargin the share that is added to each estimate
 * @param leastCpuMillis the least CPU of a pod, shared by its containers
 * @param leastMemoryMebibytes the least memory of a pod, shared by its containers
 * @param targetCpuPercentile the percentile of CPU usage that is the target, 0 to 1
 */
public record VpaSettings(
        long originSeconds,
        long memoryIntervalNanos,
        long cpuHalfLifeNanos,
        long memoryHalfLifeNanos,
        double oomRatio,
        long oomLeastBytes,
        double safetyMargin,
        double leastCpuMillis,
        double leastMemoryMebibytes,
        double targetCpuPercentile) {
    private static final long DAY = 86_400_000_000_000L;
    /** Seconds from the beginning of the year 1 to that of 2023. */
    public static final long YEAR_2023 = 738_520L * 86_400;

    /** What the recommender is started with if nobody says otherwise; time 0 is the beginning of 2023. */
    public static final VpaSettings DEFAULTS =
            new VpaSettings(YEAR_2023, DAY, DAY, DAY, 1.2, 100L << 20, 0.15, 25, 250, 0.9);
}
