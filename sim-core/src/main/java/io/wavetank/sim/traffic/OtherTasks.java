package io.wavetank.sim.traffic;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.TaskTable;
import java.util.Arrays;

/** Tasks that are no replicas, and keep the cores of their nodes busy that they ask for. */
final class OtherTasks {
    private static final int NONE = -1;

    private final TrafficLoop loop;
    /** By row of the task: the node whose cores it keeps busy, or NONE; and how many. */
    private int[] nodes = new int[64];

    private double[] cores = new double[64];

    OtherTasks(TrafficLoop loop) {
        this.loop = loop;
        Arrays.fill(nodes, NONE);
    }

    /** A task begins to run. */
    void started(long now, TaskTable tasks, int task) {
        loop.standAt(now);
        if (task >= nodes.length) {
            int old = nodes.length;
            nodes = Arrays.copyOf(nodes, Math.max(task + 1, 2 * old));
            cores = Arrays.copyOf(cores, nodes.length);
            Arrays.fill(nodes, old, nodes.length, NONE);
        }
        nodes[task] = tasks.node(task);
        cores[task] = tasks.taskClass(task).request(Resources.CPU) / 1000.0;
        loop.addOthers(nodes[task], cores[task]);
    }

    /** A task is off its node, if it was there. */
    void gone(long now, int task) {
        if (task < nodes.length && nodes[task] != NONE) {
            loop.standAt(now);
            loop.addOthers(nodes[task], -cores[task]);
            nodes[task] = NONE;
        }
    }
}
