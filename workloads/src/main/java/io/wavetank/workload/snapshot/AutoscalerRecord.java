package io.wavetank.workload.snapshot;

/**
 * A HorizontalPodAutoscaler as it stands in a snapshot. It is kept and not simulated.
 *
 * @param namespace where it and its target live
 * @param name its name
 * @param targetKind the kind of what it scales
 * @param targetName the name of what it scales
 * @param minReplicas how many replicas at least
 * @param maxReplicas how many replicas at most
 */
public record AutoscalerRecord(
        String namespace, String name, String targetKind, String targetName, int minReplicas, int maxReplicas) {}
