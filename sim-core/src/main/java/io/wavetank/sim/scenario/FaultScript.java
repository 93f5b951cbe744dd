package io.wavetank.sim.scenario;

import java.util.List;

/**
 * What breaks in a run, and when.
 *
 * @param outages the faults; those of one instant happen in the order of the list
 * @param processes what breaks at random beside them
 * @param failover what the scenario says about how the systems deal with them
 */
public record FaultScript(List<Outage> outages, List<FailureProcess> processes, FailoverSettings failover) {
    /** Stands for the end of an outage that has none. */
    public static final long FOR_EVER = Long.MAX_VALUE;
    /** Nothing breaks. */
    public static final FaultScript NONE = new FaultScript(List.of(), List.of(), FailoverSettings.SYSTEM);

    /** Copies the lists. */
    public FaultScript {
        outages = List.copyOf(outages);
        processes = List.copyOf(processes);
    }

    /** A script in which nothing breaks at random. */
    public FaultScript(List<Outage> outages, FailoverSettings failover) {
        this(outages, List.of(), failover);
    }

    /** Whether anything breaks. */
    public boolean isEmpty() {
        return outages.isEmpty() && processes.isEmpty();
    }

    /** What is down at the same instant for several reasons is up again when the last of them is over. */
    public sealed interface Outage {
        /** What breaks, in words for charts and tables. */
        String name();

        /** When it breaks, in nanoseconds since the start of the run. */
        long fromNanos();

        /** When it is repaired; {@link #FOR_EVER} for never. */
        long toNanos();
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

    /**
     * Nodes are down: what runs there is gone.
     *
     * @param nodes their numbers
     */
    public record NodesDown(String name, long fromNanos, long toNanos, List<Integer> nodes) implements Outage {
        /** Checks the times, and copies the list. */
        public NodesDown {
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
