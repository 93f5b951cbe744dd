package io.wavetank.sim.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units that break and are mended over and over: an alternating renewal process for each, independent but for the crews that mend them. A unit is
 * a node, or the nodes that share what breaks: a rack, a power supply, a switch, a zone, a region.
 *
 * <p>A unit that is mended is as good as new. Its k-th time up and its k-th repair are keyed draws of the unit, so they are the same whatever else
 * happens in the run.
 *
 * @param name what the process is called; its draws depend on it
 * @param units what breaks
 * @param impairment what is wrong with it then
 * @param up how long a unit is up
 * @param repair how long it takes to mend it, once a crew is there
 * @param crews how many units can be mended at once, in the order in which they broke; {@link #UNLIMITED} for all
 * @param fromNanos when the first time up of each unit begins
 * @param untilNanos from when on nothing breaks any more; repairs go on
 * @param joining which nodes that come later break too; null if none does
 */
public record FailureProcess(
        String name,
        List<Unit> units,
        Impairment impairment,
        RandomTime up,
        RandomTime repair,
        int crews,
        long fromNanos,
        long untilNanos,
        @Nullable Joining joining) {
    /** Every unit has a crew of its own. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Checks the ranges, and copies the list. */
    public FailureProcess {
        units = List.copyOf(units);
        if (crews < 1 || fromNanos < 0 || untilNanos < fromNanos) {
            throw new IllegalArgumentException("Not a process of failures: " + name + ", " + crews + " crews, from "
                    + fromNanos + " ns until " + untilNanos + " ns");
        }
    }

    /** A process to which nodes that come later are not subject. */
    public FailureProcess(
            String name,
            List<Unit> units,
            Impairment impairment,
            RandomTime up,
            RandomTime repair,
            int crews,
            long fromNanos,
            long untilNanos) {
        this(name, units, impairment, up, repair, crews, fromNanos, untilNanos, null);
    }

    /** A process of nodes that are down. */
    public FailureProcess(
            String name,
            List<Unit> units,
            RandomTime up,
            RandomTime repair,
            int crews,
            long fromNanos,
            long untilNanos) {
        this(name, units, Impairment.DOWN, up, repair, crews, fromNanos, untilNanos, null);
    }

    /**
     * What breaks as a whole.
     *
     * @param name what is down then, in words for charts and tables
     * @param nodes the numbers of its nodes
     */
    public record Unit(String name, List<Integer> nodes) {
        /** Copies the list. */
        public Unit {
            nodes = List.copyOf(nodes);
        }
    }
}
