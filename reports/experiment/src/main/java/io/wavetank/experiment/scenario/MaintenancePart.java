package io.wavetank.experiment.scenario;

import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.scenario.Maintenance;
import java.util.List;

/** Turns what a scenario says of maintenance into a plan. */
final class MaintenancePart {
    private static final long NEVER = Long.MAX_VALUE;

    private MaintenancePart() {}

    /**
     * Returns the plan.
     *
     * @param endNanos when the run ends at the latest; never, if nobody said
     */
    static Maintenance of(Section fault, ClusterSpec cluster, long endNanos) throws ScenarioException {
        List<Integer> nodes = NodeGroups.with(fault.map("among"), cluster);
        if (nodes.isEmpty()) {
            throw ScenarioException.of(
                    fault.place("among"),
                    fault.path() + ".among names labels of no node; expected labels that nodes of the cluster have");
        }
        long length = fault.has("for") ? fault.whole("for", Unit.DURATION) : NEVER;
        long every = fault.has("every") ? fault.whole("every", Unit.DURATION) : 0;
        long timeout = fault.has("timeout") ? fault.whole("timeout", Unit.DURATION) : NEVER;
        if (endNanos == NEVER && (every > 0 || length == NEVER)) {
            throw ScenarioException.of(
                    fault.place(),
                    fault.path()
                            + " may go on for ever, and so would the run; expected one window with 'for', or run.until");
        }
        if (length <= 0 || timeout <= 0 || (fault.has("every") && every < length)) {
            throw ScenarioException.of(
                    fault.place(),
                    fault.path()
                            + " has no time; expected 'for' and 'timeout' above 0, and 'every' no less than 'for'");
        }
        return new Maintenance(
                fault.text("maintenance"),
                nodes,
                atOnce(fault, nodes.size()),
                fault.whole("at", Unit.TIME),
                length,
                every,
                fault.whole("down", Unit.DURATION),
                fault.whole("grace", Unit.DURATION),
                timeout,
                emptying(fault.text("empty")));
    }

    private static int atOnce(Section fault, int nodes) throws ScenarioException {
        CountOrPercentage number = fault.made(() -> fault.countOrPercentage("at_once"));
        if (number.value() == 0) {
            throw ScenarioException.of(
                    fault.place("at_once"),
                    fault.path() + ".at_once is " + fault.text("at_once")
                            + ", so that no node would ever be mended; expected at least 1");
        }
        long some = number.percentage() ? (long) number.value() * nodes / 100 : number.value();
        return (int) Math.max(1, Math.min(some, nodes));
    }

    private static Maintenance.Emptying emptying(String word) {
        return word.equals("wait")
                ? Maintenance.Emptying.WAIT
                : word.equals("force") ? Maintenance.Emptying.FORCE : Maintenance.Emptying.EVICT;
    }
}
