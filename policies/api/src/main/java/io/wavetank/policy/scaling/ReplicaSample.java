package io.wavetank.policy.scaling;

/**
 * What was measured of one replica.
 *
 * @param takenNanos when
 * @param windowNanos over what time the CPU was measured
 * @param cpuMillis the CPU that it used, in thousandths of a core: the mean over the window
 * @param memoryBytes the memory that it held
 */
public record ReplicaSample(long takenNanos, long windowNanos, long cpuMillis, long memoryBytes) {}
