package io.wavetank.sim.scenario;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.traffic.HealthCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service of the traffic whose replicas are pods that are rolled out: they are made by whoever decides about versions, placed by the scheduler, come up, are
 * checked, and drain.
 *
 * @param name what its pods are called by
 * @param service its number in the traffic
 * @param replicas how many there are to be
 * @param versions what it may run; it begins with the first
 * @param factory who decides
 * @param updates what is wanted when, in the order of time
 * @param lookNanos how often it is looked whether requests to a version go wrong; 0 if nobody looks
 */
public record RolloutSpec(
        String name,
        int service,
        int replicas,
        List<Version> versions,
        Rollout.Factory factory,
        List<Update> updates,
        long lookNanos) {
    /** The boot of a version that never comes up. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * What pods of one version ask for and how they live.
     *
     * @param name of the version
     * @param taskClass what a pod asks for
     * @param startNanos from being on a node, with its image there, until its process runs
     * @param bootNanos from then until it accepts connections; {@link #NEVER} if it never does
     * @param checks by which it is seen whether it is up; null if it counts as up as soon as it runs
     * @param preStopNanos how long it goes on after it is told to stop, before it is asked to in earnest
     * @param graceNanos how long after the telling it is killed at the latest
     * @param image what its node pulls before its process starts; null if all nodes have it
     */
    public record Version(
            String name,
            TaskClass taskClass,
            long startNanos,
            long bootNanos,
            HealthCheck.@Nullable Factory checks,
            long preStopNanos,
            long graceNanos,
            @Nullable ImageSpec image) {
        /** A version whose pods count as up as soon as they run. */
        public Version(
                String name, TaskClass taskClass, long startNanos, long bootNanos, long preStopNanos, long graceNanos) {
            this(name, taskClass, startNanos, bootNanos, null, preStopNanos, graceNanos, null);
        }

        /** The same with checks. */
        public Version checkedBy(HealthCheck.Factory factory) {
            return new Version(name, taskClass, startNanos, bootNanos, factory, preStopNanos, graceNanos, image);
        }

        /** The same with an image that nodes pull first. */
        public Version pulling(ImageSpec its) {
            return new Version(name, taskClass, startNanos, bootNanos, checks, preStopNanos, graceNanos, its);
        }

        /** Checks the times. */
        public Version {
            if (startNanos < 0 || bootNanos < 0 || preStopNanos < 0 || graceNanos < preStopNanos) {
                throw new IllegalArgumentException(
                        "A pod's times are not negative, and its grace is no shorter than its preStop: " + startNanos
                                + ", " + bootNanos + ", " + preStopNanos + ", " + graceNanos);
            }
        }
    }

    /**
     * Another version is wanted.
     *
     * @param atNanos when
     * @param version which
     */
    public record Update(long atNanos, String version) {}

    /** Copies the lists. */
    public RolloutSpec {
        versions = List.copyOf(versions);
        updates = List.copyOf(updates);
        if (replicas < 1 || versions.isEmpty() || lookNanos < 0) {
            throw new IllegalArgumentException("A rollout has pods and versions: " + replicas + ", " + versions.size());
        }
    }
}
