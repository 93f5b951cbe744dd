package io.wavetank.policy.borg;

/**
 * What may be asked for at a time in a band of priorities.
 *
 * @param band the band
 * @param tenant whose quota it is; empty for each tenant that has none of its own
 * @param cpuMillis how much cpu, in millicores
 * @param memoryBytes how much memory, in bytes
 */
record Quota(Band band, String tenant, long cpuMillis, long memoryBytes) {}
