package io.wavetank.sim.scenario;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.EvictionLimits;
import io.wavetank.policy.FailoverDefaults;
import io.wavetank.policy.Leadership;
import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.NodeHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario says about how the systems deal with what breaks; null where each system has it its own way. Times are nanoseconds.
 *
 * @param managers how many managers the control plane has
 * @param electionNanos see {@link Leadership#electionNanos}
 * @param heartbeatNanos see {@link NodeHealth}, as are the next four
 * @param graceNanos likewise
 * @param monitorNanos likewise
 * @param tolerationNanos likewise
 * @param restartsInPlace likewise
 * @param limits how fast what is on lost nodes is given up; null if as each system has it
 * @param mostAttempts after how many attempts a task that loses its node has failed for good
 * @param guarded the services and classes of jobs that have a policy of failover of their own; a task belongs to the first that it fits
 */
public record FailoverSettings(
        @Nullable Integer managers,
        @Nullable Long electionNanos,
        @Nullable Long heartbeatNanos,
        @Nullable Long graceNanos,
        @Nullable Long monitorNanos,
        @Nullable Long tolerationNanos,
        @Nullable Boolean restartsInPlace,
        @Nullable EvictionLimits limits,
        int mostAttempts,
        List<GuardedService> guarded) {
    /** Every system has it its own way, and tasks come back as often as it takes. */
    public static final FailoverSettings SYSTEM =
            new FailoverSettings(null, null, null, null, null, null, null, null, Integer.MAX_VALUE, List.of());

    /** Settings in which no service has a policy of its own, and nothing is said of how fast what is on lost nodes is given up. */
    public FailoverSettings(
            @Nullable Integer managers,
            @Nullable Long electionNanos,
            @Nullable Long heartbeatNanos,
            @Nullable Long graceNanos,
            @Nullable Long monitorNanos,
            @Nullable Long tolerationNanos,
            @Nullable Boolean restartsInPlace,
            int mostAttempts) {
        this(
                managers,
                electionNanos,
                heartbeatNanos,
                graceNanos,
                monitorNanos,
                tolerationNanos,
                restartsInPlace,
                null,
                mostAttempts,
                List.of());
    }

    /** Copies the list. */
    public FailoverSettings {
        guarded = List.copyOf(guarded);
    }

    /** Returns what the control plane of a scheduler does about lost nodes, for one leader. */
    public LostNodePolicy lostNodes(Object scheduler, ClusterView cluster) {
        NodeHealth health = nodeHealth(scheduler);
        return scheduler instanceof FailoverDefaults system
                ? system.lostNodes(cluster, health, limits)
                : FailoverDefaults.atOnceOrPaced(cluster, health, limits);
    }

    /** Returns how the control plane of a scheduler keeps a leader. */
    public Leadership leadership(Object scheduler) {
        Leadership own = scheduler instanceof FailoverDefaults system ? system.leadership() : Leadership.ALONE;
        return new Leadership(or(managers, own.managers()), or(electionNanos, own.electionNanos()), own.livesOn());
    }

    /** Returns how the system of a scheduler finds out that nodes are gone. */
    public NodeHealth nodeHealth(Object scheduler) {
        NodeHealth own = scheduler instanceof FailoverDefaults system ? system.nodeHealth() : NodeHealth.IMMEDIATE;
        return new NodeHealth(
                or(heartbeatNanos, own.heartbeatNanos()),
                or(graceNanos, own.graceNanos()),
                or(monitorNanos, own.monitorNanos()),
                or(tolerationNanos, own.tolerationNanos()),
                or(restartsInPlace, own.restartsInPlace()));
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
