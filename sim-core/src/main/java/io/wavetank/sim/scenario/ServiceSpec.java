package io.wavetank.sim.scenario;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.UpdateMode;
import java.util.Optional;

/**
 * A service: equal replicas that run until they are stopped, and share a load.
 *
 * @param name its name
 * @param taskClass what a replica asks for
 * @param cpuLimitMillis the most CPU that a replica gets; at least what it asks for, and moved in proportion when that changes
 * @param replicas how many there are at the start
 * @param load its load
 * @param start from being on a node to taking load
 * @param stopNanos how long a replica that is told to stop keeps its place
 * @param sufficient the share of its capacity up to which a replica is taken to be loaded well, more than 0 and at most 1: measures demand
 * @param objectiveNanos the latency that requests are to stay within
 * @param autoscaler says how many replicas there are; empty if nobody does
 * @param recommender says what they ask for; empty if nobody does
 * @param update how that reaches replicas
 * @param image what its containers are made from, pulled where a node does not have it before they start; empty if nothing is
 */
public record ServiceSpec(
        String name,
        TaskClass taskClass,
        long cpuLimitMillis,
        int replicas,
        LoadSpec load,
        DelaySpec start,
        long stopNanos,
        double sufficient,
        long objectiveNanos,
        Optional<ReplicaAutoscaler.Factory> autoscaler,
        Optional<ResourceRecommender.Factory> recommender,
        UpdateMode update,
        Optional<ImageSpec> image) {
    /** A service whose image is everywhere. */
    public ServiceSpec(
            String name,
            TaskClass taskClass,
            long cpuLimitMillis,
            int replicas,
            LoadSpec load,
            DelaySpec start,
            long stopNanos,
            double sufficient,
            long objectiveNanos,
            Optional<ReplicaAutoscaler.Factory> autoscaler,
            Optional<ResourceRecommender.Factory> recommender,
            UpdateMode update) {
        this(
                name,
                taskClass,
                cpuLimitMillis,
                replicas,
                load,
                start,
                stopNanos,
                sufficient,
                objectiveNanos,
                autoscaler,
                recommender,
                update,
                Optional.empty());
    }

    /** Checks the ranges. */
    public ServiceSpec {
        if (replicas < 0 || cpuLimitMillis <= 0 || stopNanos < 0 || !(sufficient > 0 && sufficient <= 1)) {
            throw new IllegalArgumentException("Not a service: " + name + " with " + replicas + " replicas, "
                    + cpuLimitMillis + " millicores at most, " + stopNanos + " ns to stop, sufficient " + sufficient);
        }
    }
}
