package io.wavetank.policy.fixed;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import java.util.Arrays;
import java.util.List;

/**
 * Which machine is there for what. Roles take the machines in their order, the last of all stand by; a spare that takes the place of a machine takes
 * over its role, and the machine is a spare once it is mended.
 */
final class Machines {
    /** The role of what stands by. */
    static final int SPARE = -1;

    private final ClusterView cluster;
    private final List<Role> roles;
    private final boolean shared;
    private int[] roleOf;

    Machines(ClusterView cluster, List<Role> roles, int spares) {
        this.cluster = cluster;
        this.roles = roles;
        this.shared = roles.size() == 1 && roles.get(0).machines() == Role.REST;
        this.roleOf = new int[cluster.nodeCount()];
        Arrays.fill(roleOf, SPARE);
        int working = Math.max(0, roleOf.length - spares);
        int next = 0;
        for (int role = 0; role < roles.size(); role++) {
            int asked = roles.get(role).machines();
            int last = asked == Role.REST ? working : Math.min(working, next + asked);
            Arrays.fill(roleOf, next, last, role);
            next = last;
        }
    }

    /** The first role that takes a task, or {@link #SPARE} if none does. */
    int roleFor(TaskClass task) {
        for (int role = 0; role < roles.size(); role++) {
            if (roles.get(role).takes().matches(task)) {
                return role;
            }
        }
        return SPARE;
    }

    /** What a machine is there for. One that came later stands by, unless all machines are there for all. */
    int roleOf(int node) {
        if (node >= roleOf.length) {
            int known = roleOf.length;
            roleOf = Arrays.copyOf(roleOf, Math.max(node + 1, cluster.nodeCount()));
            Arrays.fill(roleOf, known, roleOf.length, shared ? 0 : SPARE);
        }
        return roleOf[node];
    }

    /** The machine of a role that a task goes to: the least used of those with room, by the share of its processors, and the first of equal ones; -1 if none has. */
    int place(TaskClass task, int role) {
        int best = -1;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (roleOf(node) == role
                    && Feasibility.fits(task, cluster, node)
                    && (!roles.get(role).exclusive() || isEmpty(cluster.node(node)))
                    && (best < 0 || lessUsed(cluster.node(node), cluster.node(best)))) {
                best = node;
            }
        }
        return best;
    }

    /** Compares {@code used / all} of two machines without a division. */
    private static boolean lessUsed(NodeView a, NodeView b) {
        double left = (double) a.requested(Resources.CPU) * b.allocatable(Resources.CPU);
        double right = (double) b.requested(Resources.CPU) * a.allocatable(Resources.CPU);
        return left < right;
    }

    private boolean isEmpty(NodeView node) {
        for (int resource = 0; resource < cluster.resources().count(); resource++) {
            if (node.requested(resource) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Puts the first spare that is up and no smaller in the place of a machine; whether there was one. */
    boolean replace(int broken) {
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (roleOf(node) == SPARE && cluster.node(node).schedulable() && noSmaller(node, broken)) {
                roleOf[node] = roleOf(broken);
                roleOf[broken] = SPARE;
                return true;
            }
        }
        return false;
    }

    private boolean noSmaller(int spare, int broken) {
        for (int resource = 0; resource < cluster.resources().count(); resource++) {
            if (cluster.node(spare).allocatable(resource) < cluster.node(broken).allocatable(resource)) {
                return false;
            }
        }
        return true;
    }
}
