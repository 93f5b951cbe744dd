package io.wavetank.policy.scaling;

/**
 * The decision what replicas of a service are to ask for. Amounts below 0 are left as they are.
 *
 * @param cpuMillis CPU, in thousandths of a core
 * @param memoryBytes memory
 * @param lowerCpuMillis a request below this is worth a change
 * @param lowerMemoryBytes likewise
 * @param upperCpuMillis a request above this is worth a change
 * @param upperMemoryBytes likewise
 */
public record Resize(
        long cpuMillis,
        long memoryBytes,
        long lowerCpuMillis,
        long lowerMemoryBytes,
        long upperCpuMillis,
        long upperMemoryBytes) {}
