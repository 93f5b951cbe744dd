package io.wavetank.sim.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What breaks in a run, and when.
 *
 * @param outages the faults; those of one instant happen in the order of the list
 * @param processes what breaks at random beside them
 * @param maintenance what is mended for reasons that can wait
 * @param crashes which tasks crash, and what becomes of them
 * @param failover what the scenario says about how the systems deal with them
 * @param checkpointing how tasks save what they have done; null if none does
 * @param controllers what controllers do about tasks that are gone
 */
public record FaultScript(
        List<Outage> outages,
        List<FailureProcess> processes,
        List<Maintenance> maintenance,
        List<Crashes> crashes,
        FailoverSettings failover,
        @Nullable Checkpointing checkpointing,
        List<ControllerRule> controllers) {
    /** Stands for the end of an outage that has none. */
    public static final long FOR_EVER = Long.MAX_VALUE;
    /** Nothing breaks. */
    public static final FaultScript NONE =
            new FaultScript(List.of(), List.of(), List.of(), List.of(), FailoverSettings.SYSTEM, null, List.of());

    /** Copies the lists. */
    public FaultScript {
        outages = List.copyOf(outages);
        processes = List.copyOf(processes);
        maintenance = List.copyOf(maintenance);
        crashes = List.copyOf(crashes);
        controllers = List.copyOf(controllers);
    }

    /** A script in which nothing breaks at random. */
    public FaultScript(List<Outage> outages, FailoverSettings failover) {
        this(outages, List.of(), List.of(), List.of(), failover, null, List.of());
    }

    /** A script for tasks that do not save what they have done. */
    public FaultScript(List<Outage> outages, List<FailureProcess> processes, FailoverSettings failover) {
        this(outages, processes, List.of(), List.of(), failover, null, List.of());
    }

    /** A script without maintenance. */
    public FaultScript(
            List<Outage> outages,
            List<FailureProcess> processes,
            FailoverSettings failover,
            @Nullable Checkpointing checkpointing) {
        this(outages, processes, List.of(), List.of(), failover, checkpointing, List.of());
    }

    /** Returns the same with tasks that save what they have done. */
    public FaultScript withCheckpointing(@Nullable Checkpointing rule) {
        return new FaultScript(outages, processes, maintenance, crashes, failover, rule, controllers);
    }

    /** Returns the same with maintenance. */
    public FaultScript withMaintenance(List<Maintenance> plans) {
        return new FaultScript(outages, processes, plans, crashes, failover, checkpointing, controllers);
    }

    /** Returns the same with tasks that crash. */
    public FaultScript withCrashes(List<Crashes> rules) {
        return new FaultScript(outages, processes, maintenance, rules, failover, checkpointing, controllers);
    }

    /** Returns the same with controllers. */
    public FaultScript withControllers(List<ControllerRule> rules) {
        return new FaultScript(outages, processes, maintenance, crashes, failover, checkpointing, rules);
    }

    /** Whether nothing breaks, and nobody does anything about it. */
    public boolean isEmpty() {
        return outages.isEmpty()
                && processes.isEmpty()
                && maintenance.isEmpty()
                && crashes.isEmpty()
                && failover.guarded().isEmpty()
                && controllers.isEmpty();
    }

    /** Whether what a task has done does not follow from its start: rates change, work goes on unheard of, or some of it is saved. */
    public boolean needsLedger() {
        return checkpointing != null
                || !crashes.isEmpty()
                || failover.guarded().stream()
                        .anyMatch(each -> each.policy().traits().moves())
                || outages.stream().anyMatch(NodesImpaired.class::isInstance)
                || processes.stream().anyMatch(each -> !(each.impairment() instanceof Impairment.Down));
    }

    /** What is down at the same instant for several reasons is up again when the last of them is over. */
    public sealed interface Outage {
        /** What breaks, in words for charts and tables. */
        String name();

        /** When it breaks, in nanoseconds since the start of the run. */
        long fromNanos();

        /** When it is repaired; {@link #FOR_EVER} for never. */
        long toNanos();

        /** Which nodes that come later it hits too; null if none. */
        default @Nullable Joining joining() {
            return null;
        }
    }

    /**
     * Managers of the control plane are down.
     *
     * @param managers their numbers, from 0; empty for all. Numbers that a control plane does not have mean nothing to it
     */
    public record ManagersDown(String name, long fromNanos, long toNanos, List<Integer> managers) implements Outage {
        /** Checks the times, and copies the list. */
        public ManagersDown {
            checkTimes(name, fromNanos, toNanos);
            managers = List.copyOf(managers);
        }
    }

    /** A part of the control plane that may be down by itself. */
    public enum Part {
        /** What places tasks. */
        SCHEDULER,
        /** What finds out about lost nodes, and makes tasks anew. */
        CONTROLLERS,
        /** What both go through. */
        API_SERVER
    }

    /** A part of the control plane is down, under whatever leader. The scheduler decides again an election after it is back. */
    public record PartDown(String name, long fromNanos, long toNanos, Part part) implements Outage {
        /** Checks the times. */
        public PartDown {
            checkTimes(name, fromNanos, toNanos);
        }
    }

    /**
     * What the scheduler knows of nodes is behind the truth: its caches lag behind the API server. What it decides about what was so long ago is held against what is, and
     * refused where that does not hold any more.
     *
     * @param behindNanos by how much, in nanoseconds
     */
    public record CachesBehind(String name, long fromNanos, long toNanos, long behindNanos) implements Outage {
        /** Checks the times. */
        public CachesBehind {
            checkTimes(name, fromNanos, toNanos);
            if (behindNanos <= 0) {
                throw new IllegalArgumentException(name + ": behind by nothing: " + behindNanos + " ns");
            }
        }
    }

    /**
     * Nodes are down: what runs there is gone.
     *
     * @param nodes their numbers
     * @param joining which nodes that come later are hit too; null if none
     */
    public record NodesDown(
            String name,
            long fromNanos,
            long toNanos,
            List<Integer> nodes,
            @Nullable Joining joining) implements Outage {
        /** Nodes that were there at the start. */
        public NodesDown(String name, long fromNanos, long toNanos, List<Integer> nodes) {
            this(name, fromNanos, toNanos, nodes, null);
        }

        /** Checks the times, and copies the list. */
        public NodesDown {
            checkTimes(name, fromNanos, toNanos);
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Something else is wrong with nodes.
     *
     * @param nodes their numbers
     * @param impairment what
     * @param joining which nodes that come later are hit too; null if none
     */
    public record NodesImpaired(
            String name,
            long fromNanos,
            long toNanos,
            List<Integer> nodes,
            Impairment impairment,
            @Nullable Joining joining)
            implements Outage {
        /** Nodes that were there at the start. */
        public NodesImpaired(String name, long fromNanos, long toNanos, List<Integer> nodes, Impairment impairment) {
            this(name, fromNanos, toNanos, nodes, impairment, null);
        }

        /** Checks the times, and copies the list. */
        public NodesImpaired {
            checkTimes(name, fromNanos, toNanos);
            nodes = List.copyOf(nodes);
        }
    }

    private static void checkTimes(String name, long fromNanos, long toNanos) {
        if (fromNanos < 0 || toNanos < fromNanos) {
            throw new IllegalArgumentException(
                    "The outage of " + name + " is from " + fromNanos + " ns to " + toNanos + " ns");
        }
    }
}
