package io.wavetank.policy.yarn;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;

/** Tasks and nodes in YARN's units: memory in whole MiB, whole virtual cores; what is asked rounded up, what is offered down. */
final class Sizes {
    private static final long MIB = 1L << 20;
    private static final long CORE = 1000;
    private static final long MOST_PRIORITY = 1_000_000_000;

    private final ClusterView cluster;
    private final int vcoresPerCore;

    Sizes(ClusterView cluster, int vcoresPerCore) {
        this.cluster = cluster;
        this.vcoresPerCore = vcoresPerCore;
    }

    long offeredMib(NodeView node) {
        return node.allocatable(Resources.MEMORY) / MIB;
    }

    int offeredVcores(NodeView node) {
        return Math.toIntExact(node.allocatable(Resources.CPU) * vcoresPerCore / CORE);
    }

    long askedMib(TaskClass asked) {
        return (asked.totalRequest(Resources.MEMORY) + MIB - 1) / MIB;
    }

    int askedVcores(TaskClass asked) {
        return Math.toIntExact((asked.totalRequest(Resources.CPU) * vcoresPerCore + CORE - 1) / CORE);
    }

    /** YARN's priority, of which the lower goes first and 0 is the master's. */
    int priority(TaskClass asked) {
        return (int) Math.min(Math.max(1, MOST_PRIORITY - asked.priority()), Integer.MAX_VALUE);
    }

    /** Whether it asks for something that the scheduler does not look at, so that its master has to. */
    boolean special(TaskClass asked) {
        for (int i = 0; i < asked.askedCount(); i++) {
            int resource = asked.asked(i);
            if (resource != Resources.CPU && resource != Resources.MEMORY && resource != Resources.PODS) {
                return true;
            }
        }
        return asked.gpuCount() > 0 || asked.selective() || !asked.tolerations().isEmpty();
    }

    /** Whether a node, were it empty, could take a task for all that the scheduler does not look at. */
    boolean couldTake(TaskClass asked, int number) {
        NodeView node = cluster.node(number);
        for (int i = 0; i < asked.askedCount(); i++) {
            if (asked.totalRequest(asked.asked(i)) > node.allocatable(asked.asked(i))) {
                return false;
            }
        }
        boolean devices = asked.gpuCount() == 0
                || (node.gpuCount() >= asked.gpuCount() * asked.members()
                        && (asked.gpuModels().isEmpty() || asked.gpuModels().contains(node.gpuModel())));
        return devices && Feasibility.fitsConstraints(asked, node);
    }
}
