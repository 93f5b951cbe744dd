package io.wavetank.workload.generate.model;

import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.GeneratedWorkload;

/**
 * A built-in model, made.
 *
 * @param workload what arrives
 * @param cluster where to: the one given, or the one it is meant for
 */
public record Built(GeneratedWorkload workload, ClusterSpec cluster) {}
