package io.wavetank.sim;

import io.wavetank.policy.Draws;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nodes of which GPUs are gone: see {@link io.wavetank.sim.scenario.Impairment.GpusLost}. Those that were lost first are back first. */
final class LostGpus {
    private final Cluster cluster;
    private final TaskTable tasks;
    private final ControlPlane control;
    private final Recorder recorder;
    private final NodeFaults.Fate fate;
    private final Draws draws;
    /** By node: the devices that are gone, in the order of their loss, and how often any was lost. */
    private final SortedMap<Integer, Deque<Integer>> lost = new TreeMap<>();

    private final SortedMap<Integer, Integer> losses = new TreeMap<>();

    LostGpus(Cluster cluster, ControlPlane control, Recorder recorder, NodeFaults.Fate fate, Draws draws) {
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.control = control;
        this.recorder = recorder;
        this.fate = fate;
        this.draws = draws;
    }

    /** So many devices of each node are gone from now on. */
    void begins(long now, List<Integer> nodes, int count) throws IOException {
        for (int node : nodes) {
            for (int i = 0; i < count && cluster.present(node); i++) {
                loseOne(now, node);
            }
        }
        recorder.nodesChanged(now);
    }

    private void loseOne(long now, int node) throws IOException {
        Deque<Integer> gone = lost.computeIfAbsent(node, each -> new ArrayDeque<>());
        List<Integer> left = new ArrayList<>();
        for (int device = 0; device < cluster.node(node).gpuCount(); device++) {
            if (!gone.contains(device)) {
                left.add(device);
            }
        }
        if (left.isEmpty()) {
            return;
        }
        int device = left.get(draws.below(left.size(), node, losses.merge(node, 1, Integer::sum)));
        gone.addLast(device);
        for (int task : users(node, 1L << device)) {
            fate.loseGpu(now, task);
        }
        cluster.setGpuLost(node, device, true);
    }

    /** What runs with a device, or is held for it; what runs on a node that is down or not reached is dealt with as such. */
    private int[] users(int node, long device) {
        List<Integer> found = new ArrayList<>();
        for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
            boolean there = tasks.state(task) == TaskState.RUNNING || tasks.state(task) == TaskState.HELD;
            if (there && !cluster.down(node) && (tasks.devices(task) & device) != 0) {
                found.add(task);
            }
        }
        return tasks.inOrder(found.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The run is over, and what is gone comes back, so that the books count what tasks hold. */
    void end() {
        lost.forEach((node, gone) -> gone.forEach(device -> cluster.setGpuLost(node, device, false)));
        lost.clear();
    }

    /** So many devices of each node are there again. */
    void ends(long now, List<Integer> nodes, int count) throws IOException {
        for (int node : nodes) {
            Deque<Integer> gone = lost.getOrDefault(node, new ArrayDeque<>());
            for (int i = 0; i < count && !gone.isEmpty(); i++) {
                cluster.setGpuLost(node, gone.removeFirst(), false);
            }
            if (cluster.present(node)) {
                control.nodeBack(now, node);
            }
        }
        recorder.nodesChanged(now);
    }
}
