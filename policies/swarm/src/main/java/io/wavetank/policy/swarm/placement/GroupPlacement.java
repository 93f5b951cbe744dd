package io.wavetank.policy.swarm.placement;

import io.wavetank.policy.swarm.task.SwarmTask;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The placing of one group: tasks of one version of a service, which are alike. */
final class GroupPlacement {
    private final Pipeline pipeline;
    private final NodeRank rank;
    private final VisitingOrder order;
    private final SortedMap<String, SwarmTask> waiting;
    private final List<SwarmTask> placed = new ArrayList<>();

    private GroupPlacement(List<SwarmTask> group, NodeRank rank, VisitingOrder order) {
        this.pipeline = new Pipeline(rank.task());
        this.rank = rank;
        this.order = order;
        this.waiting = new TreeMap<>();
        group.forEach(task -> waiting.put(task.id(), task));
    }

    /**
     * Places as many of a group as can be placed.
     *
     * @param group tasks of one version of a service
     * @param books all nodes, by name
     * @param order the order of visits
     * @param nowNanos the time
     */
    static GroupPlacement of(List<SwarmTask> group, List<NodeBook> books, VisitingOrder order, long nowNanos) {
        var placement = new GroupPlacement(group, new NodeRank(group.get(0).spec(), nowNanos), order);
        List<NodeBook> nodes = order.arrange(books, VisitingOrder.Of.NODES);
        placement.onTree(group.size(), SpreadTree.of(nodes, placement.rank, group.size(), placement.pipeline::passes));
        return placement;
    }

    /** The tasks that were placed, in the order in which they were. */
    List<SwarmTask> placed() {
        return placed;
    }

    /** Those that were not. */
    List<SwarmTask> left() {
        return List.copyOf(waiting.values());
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** Places {@code wanted} tasks below a tree so that its branches have equally many; returns how many found a place. */
    private int onTree(int wanted, SpreadTree tree) {
        if (tree.isLeaf()) {
            List<NodeBook> nodes = tree.ordered(pipeline::passes);
            return nodes.isEmpty() ? 0 : onNodes(wanted, nodes);
        }
        List<SpreadTree> usable = tree.branches();
        int tasksInUsable = tree.tasks();
        int done = 0;
        while (done != wanted && !usable.isEmpty()) {
            int share = (tasksInUsable + wanted - done) / usable.size();
            int more = (tasksInUsable + wanted - done) % usable.size();
            for (SpreadTree branch : order.arrange(List.copyOf(usable), VisitingOrder.Of.BRANCHES)) {
                int missing = share - branch.tasks() + (more > 0 ? 1 : 0);
                if (branch.tasks() > share || missing == 0) {
                    continue;
                }
                int taken = onTree(missing, branch);
                done += taken;
                if (taken < missing) {
                    usable.remove(branch);
                    tasksInUsable -= branch.tasks();
                } else if (more > 0) {
                    more--;
                }
            }
        }
        return done;
    }

    /**
     * Places tasks on nodes, best first. The first time round a node is filled until the next one is better; then each gets one task in turn.
     * Nodes that fit no more are skipped.
     */
    private int onNodes(int wanted, List<NodeBook> nodes) {
        int count = nodes.size();
        boolean[] full = new boolean[count];
        int at = 0;
        int done = 0;
        for (SwarmTask task : order.arrange(List.copyOf(waiting.values()), VisitingOrder.Of.TASKS)) {
            NodeBook node = nodes.get(at % count);
            place(task, node);
            done++;
            if (done == wanted) {
                return done;
            }
            if (at + 1 >= count || rank.better(nodes.get(at + 1), node)) {
                at++;
            }
            int start = at;
            while (full[at % count] || !pipeline.passes(nodes.get(at % count))) {
                full[at % count] = true;
                at++;
                if (at - start == count) {
                    return done;
                }
            }
        }
        return done;
    }

    private void place(SwarmTask task, NodeBook node) {
        task.assign(node.spec().id());
        node.add(task);
        waiting.remove(task.id());
        placed.add(task);
    }
}
