package io.wavetank.policy.swarm.placement;

import io.wavetank.policy.swarm.constraint.NodeCondition;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.node.Plugin;
import io.wavetank.policy.swarm.task.Placement;
import io.wavetank.policy.swarm.task.PublishedPort;
import io.wavetank.policy.swarm.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The filters that a node must pass for the tasks of one version of a service, in their order; those that ask for nothing are left out. It
 * counts which filter was the first to keep out how many nodes.
 */
public final class Pipeline {
    private record Filter(String reason, Predicate<NodeBook> passes) {}

    private final List<Filter> filters = new ArrayList<>();
    private final SortedMap<String, Integer> keptOut = new TreeMap<>();
    private int looks;

    /** Puts the filters together that a task needs. */
    public Pipeline(TaskSpec task) {
        Placement placement = task.placement();
        add("node not available", true, book -> book.spec().ready());
        add("resources", !task.reservation().none(), book -> book.holds(task.reservation()));
        add("plugin", !placement.plugins().isEmpty(), book -> plugged(placement, book.spec()));
        add(
                "constraint",
                !placement.constraints().isEmpty(),
                book -> NodeCondition.allMatch(placement.constraints(), book.spec()));
        add("platform", !placement.platforms().isEmpty(), book -> runs(placement, book.spec()));
        add("host port", !placement.hostPorts().isEmpty(), book -> portsFree(placement, book));
        add("max replicas", placement.maxReplicas() > 0, book -> book.active(task.service()) < placement.maxReplicas());
    }

    private void add(String reason, boolean needed, Predicate<NodeBook> passes) {
        if (needed) {
            filters.add(new Filter(reason, passes));
        }
    }

    /** Whether a node passes. */
    public boolean passes(NodeBook book) {
        looks++;
        for (int i = 0; i < filters.size(); i++) {
            Filter filter = filters.get(i);
            if (!filter.passes().test(book)) {
                keptOut.merge(filter.reason(), 1, Integer::sum);
                return false;
            }
        }
        return true;
    }

    /** How many nodes were kept out by which filter, so far. */
    public SortedMap<String, Integer> keptOut() {
        return keptOut;
    }

    /** How many nodes were looked at, so far. */
    public int looks() {
        return looks;
    }

    private static boolean plugged(Placement placement, NodeSpec node) {
        if (node.plugins().isEmpty()) {
            return true;
        }
        for (Plugin each : placement.plugins()) {
            if (!each.among(node.plugins())) {
                return false;
            }
        }
        return true;
    }

    private static boolean runs(Placement placement, NodeSpec node) {
        return placement.platforms().stream().anyMatch(each -> each.runsOn(node.platform()));
    }

    private static boolean portsFree(Placement placement, NodeBook book) {
        for (PublishedPort each : placement.hostPorts()) {
            if (book.taken(each)) {
                return false;
            }
        }
        return true;
    }
}
