package io.wavetank.policy.swarm.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * The best nodes for a group of tasks, no more of them than the group has tasks: a binary heap with the worst at its root.
 *
 * <p>Which of equal nodes are in it, and in which order they come out, depends on the order in which they were put in and on how the heap
 * is kept. It is kept as production keeps it: of two equal children the left one comes up, and a child comes up only if it is strictly worse.
 */
final class BestNodes {
    private final NodeRank rank;
    private final List<NodeBook> nodes = new ArrayList<>();
    /** How many of the first are a heap; those behind are sorted already. */
    private int heaped;

    BestNodes(NodeRank rank) {
        this.rank = rank;
    }

    /** Looks at a node. It must be better than the worst before it is asked whether it fits. */
    void offer(NodeBook node, int most, Predicate<NodeBook> fits) {
        if (heaped < most) {
            if (fits.test(node)) {
                nodes.add(node);
                heaped++;
                up(heaped - 1);
            }
        } else if (rank.better(node, nodes.get(0)) && fits.test(node)) {
            nodes.set(0, node);
            if (!down(0)) {
                up(0);
            }
        }
    }

    /** Returns the nodes, best first. What was sorted before is filtered and sorted anew, as counts have changed. */
    List<NodeBook> ordered(Predicate<NodeBook> fits) {
        if (heaped != nodes.size()) {
            filter(fits);
            heaped = nodes.size();
            for (int i = heaped / 2 - 1; i >= 0; i--) {
                down(i);
            }
        }
        while (heaped > 0) {
            heaped--;
            Collections.swap(nodes, 0, heaped);
            down(0);
        }
        return nodes;
    }

    private void filter(Predicate<NodeBook> fits) {
        for (int i = 0; i < nodes.size(); ) {
            if (fits.test(nodes.get(i))) {
                i++;
            } else {
                NodeBook last = nodes.remove(nodes.size() - 1);
                if (i < nodes.size()) {
                    nodes.set(i, last);
                }
            }
        }
    }

    private boolean worse(int one, int other) {
        return rank.better(nodes.get(other), nodes.get(one));
    }

    private void up(int from) {
        int at = from;
        while (at > 0 && worse(at, (at - 1) / 2)) {
            int parent = (at - 1) / 2;
            Collections.swap(nodes, at, parent);
            at = parent;
        }
    }

    private boolean down(int from) {
        int at = from;
        for (int child = 2 * at + 1; child < heaped; child = 2 * at + 1) {
            if (child + 1 < heaped && worse(child + 1, child)) {
                child++;
            }
            if (!worse(child, at)) {
                break;
            }
            Collections.swap(nodes, at, child);
            at = child;
        }
        return at > from;
    }
}
