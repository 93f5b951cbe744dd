package io.wavetank.policy.fenzo;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.TaskAssignmentResult;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskTrackerState;
import com.netflix.fenzo.VirtualMachineCurrentState;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Fenzo does not count itself, as a hard constraint: that a node is up, its labels and taints, and its GPU devices, of which a node gives out
 * those of one task a round. Fenzo asks from threads of its own, so that the answers are worked out before a round begins.
 */
final class NodeConstraint implements ConstraintEvaluator {
    private static final Result GOOD = new Result(true, "");
    private static final Result BAD = new Result(false, "the node does not do");

    private final Map<TaskClass, BitSet> fits = new HashMap<>();

    /** Works out the answers for a round. */
    void prepare(List<Request> round, ClusterView cluster) {
        fits.clear();
        for (Request request : round) {
            fits.computeIfAbsent(request.asked(), asked -> {
                var nodes = new BitSet(cluster.nodeCount());
                for (int node = 0; node < cluster.nodeCount(); node++) {
                    nodes.set(node, Feasibility.fits(asked, cluster.node(node)));
                }
                return nodes;
            });
        }
    }

    @Override
    public String getName() {
        return "node";
    }

    @Override
    public Result evaluate(TaskRequest request, VirtualMachineCurrentState machine, TaskTrackerState tracker) {
        TaskClass asked = ((Request) request).asked();
        BitSet nodes = fits.get(asked);
        if (nodes == null || !nodes.get(Machine.numberOf(machine.getHostname()))) {
            return BAD;
        }
        if (asked.gpuCount() > 0) {
            for (TaskAssignmentResult before : machine.getTasksCurrentlyAssigned()) {
                if (((Request) before.getRequest()).asked().gpuCount() > 0) {
                    return BAD;
                }
            }
        }
        return GOOD;
    }
}
