package io.wavetank.policy.omega;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import java.util.BitSet;

/**
 * One scheduler's copy of the cell, as of the beginning of its transaction, on which it plans.
 *
 * <p>The plan is randomized first fit: nodes are tried in an order drawn for each task until one has room, and the copy is charged. Devices
 * and constraints are looked up in the cell as it is when the plan is made.
 */
final class PrivateCopy {
    private final CellState cell;
    private final ClusterView cluster;
    private final int resources;
    private final long[] free;
    private final BitSet charged = new BitSet();
    private long version = -1;
    private int probes;

    PrivateCopy(CellState cell) {
        this.cell = cell;
        this.cluster = cell.cluster();
        this.resources = cell.resources();
        this.free = new long[cluster.nodeCount() * resources];
    }

    /** Brings the copy up to date, at the cost of what changed. */
    void synchronise() {
        cell.catchUp();
        boolean told = version >= 0 && cluster.changesSince(version, (node, more) -> copy(node));
        if (told) {
            charged.stream().forEach(this::copy);
        } else {
            copyAll();
        }
        charged.clear();
        version = cluster.version();
    }

    /** Copies everything, less what others hold. */
    void copyAll() {
        for (int node = 0; node < cluster.nodeCount(); node++) {
            copy(node);
        }
        charged.clear();
    }

    private void copy(int node) {
        for (int resource = 0; resource < resources; resource++) {
            free[node * resources + resource] = cell.available(node, resource);
        }
    }

    long free(int node, int resource) {
        return free[node * resources + resource];
    }

    /** How many nodes the last plan tried. */
    int probes() {
        return probes;
    }

    /** Plans all tasks of a job; {@code draws} are keyed by the task's place in the order of submission and the number of the attempt. */
    Transaction plan(Job job, long thinkNanos, Draws draws, long attempt) {
        var transaction = new Transaction(job, thinkNanos);
        var hopeless = new BitSet();
        probes = 0;
        for (TaskView task : job.tasks()) {
            int node = hopeless.get(task.classIndex()) ? -1 : find(task, draws, attempt);
            if (node >= 0) {
                charge(task.taskClass(), node);
                transaction.claims().add(new Transaction.Claim(task, node, cell.sequence(node)));
            } else {
                hopeless.set(task.classIndex()); // the copy only shrinks while it is planned on
                transaction.unplaced().add(task);
            }
        }
        return transaction;
    }

    private int find(TaskView task, Draws draws, long attempt) {
        int nodes = cluster.nodeCount();
        if (nodes == 0) {
            return -1;
        }
        int node = draws.below(nodes, task.sequence(), 2 * attempt);
        int step = nodes == 1 ? 1 : 1 + draws.below(nodes - 1, task.sequence(), 2 * attempt + 1);
        while (commonDivisor(step, nodes) != 1) {
            step++;
        }
        for (int tried = 0; tried < nodes; tried++) {
            probes++;
            if (fits(task.taskClass(), node)) {
                return node;
            }
            node = (int) ((node + (long) step) % nodes);
        }
        return -1;
    }

    private boolean fits(TaskClass asked, int node) {
        for (int i = 0; i < asked.askedCount(); i++) {
            int resource = asked.asked(i);
            if (asked.totalRequest(resource) > free[node * resources + resource]) {
                return false;
            }
        }
        return Feasibility.fits(asked, cluster, node);
    }

    private void charge(TaskClass asked, int node) {
        for (int i = 0; i < asked.askedCount(); i++) {
            free[node * resources + asked.asked(i)] -= asked.totalRequest(asked.asked(i));
        }
        charged.set(node);
    }

    private static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }
}
