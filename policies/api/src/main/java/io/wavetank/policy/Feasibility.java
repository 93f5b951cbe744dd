package io.wavetank.policy;

import org.jspecify.annotations.Nullable;

/**
 * Whether a node, taken alone, can take a task now: it is up and not cordoned, has enough left of every resource and enough GPU devices of
 * a right model, carries the labels that the task selects by and meets the node affinity that it requires, and no taint that the task does not tolerate.
 *
 * <p>These are the conditions that the engine itself holds every {@link Decision.Bind} to. A resource that the task does not ask for is not
 * looked at, so an overcommitted node still takes tasks that ask for something else.
 */
public final class Feasibility {
    private Feasibility() {}

    /** Whether the node can take all members of a task of this class now. */
    public static boolean fits(TaskClass task, NodeView node) {
        return node.schedulable()
                && fitsResources(task, node)
                && (task.gpuCount() == 0 || fitsDevices(task, node))
                && fitsConstraints(task, node);
    }

    /**
     * Whether a node can take all members of a task of this class now; the same as {@link #fits(TaskClass, NodeView)}, answered from the
     * columns alone where the task is not picky.
     */
    public static boolean fits(TaskClass task, ClusterView cluster, int node) {
        NodeColumns columns = cluster.columns();
        if (!columns.schedulable(node)) {
            return false;
        }
        for (int i = 0; i < task.askedCount(); i++) {
            int resource = task.asked(i);
            if (task.totalRequest(resource) > columns.free(resource, node)) {
                return false;
            }
        }
        if (task.gpuCount() == 0 && !columns.tainted(node) && !task.selective()) {
            return true;
        }
        NodeView view = cluster.node(node);
        return (task.gpuCount() == 0 || fitsDevices(task, view)) && fitsConstraints(task, view);
    }

    /** Returns the first reason for which the node will not do, or null if it will. */
    public static @Nullable String obstacle(TaskClass task, NodeView node, Resources resources) {
        if (!node.schedulable()) {
            return "unavailable";
        }
        if (!fitsSelector(task, node)) {
            return "label";
        }
        if (!fitsTaints(task, node)) {
            return "taint";
        }
        if (task.gpuCount() > 0 && !fitsModel(task, node)) {
            return "gpu model";
        }
        for (int resource = 0; resource < resources.count(); resource++) {
            long request = task.totalRequest(resource);
            if (request > 0 && request > node.free(resource)) {
                return resources.name(resource);
            }
        }
        return task.gpuCount() > 0 && !fitsDevices(task, node) ? "gpu devices" : null;
    }

    /** Whether the node has enough left of every resource that the task asks for. */
    public static boolean fitsResources(TaskClass task, NodeView node) {
        for (int i = 0; i < task.askedCount(); i++) {
            int resource = task.asked(i);
            if (task.totalRequest(resource) > node.free(resource)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the node has enough devices of a right model with enough left on each. */
    public static boolean fitsDevices(TaskClass task, NodeView node) {
        if (!fitsModel(task, node)) {
            return false;
        }
        int needed = task.gpuCount() * task.members();
        int devices = node.gpuCount();
        for (int device = 0; device < devices && needed > 0; device++) {
            if (node.gpuFreeMillis(device) >= task.gpuMillisEach()) {
                needed--;
            }
        }
        return needed == 0;
    }

    private static boolean fitsModel(TaskClass task, NodeView node) {
        return task.gpuModels().isEmpty() || task.gpuModels().contains(node.gpuModel());
    }

    /** Whether labels and taints of the node let the task in. */
    public static boolean fitsConstraints(TaskClass task, NodeView node) {
        return fitsSelector(task, node) && fitsTaints(task, node);
    }

    private static boolean fitsSelector(TaskClass task, NodeView node) {
        if (!task.selective()) {
            return true;
        }
        for (var wanted : task.nodeSelector().entrySet()) {
            if (!wanted.getValue().equals(node.labels().get(wanted.getKey()))) {
                return false;
            }
        }
        return task.pod().nodeAffinity().allows(node.name(), node.labels());
    }

    private static boolean fitsTaints(TaskClass task, NodeView node) {
        if (node.taints().isEmpty()) {
            return true;
        }
        for (Taint taint : node.taints()) {
            if (taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE && !task.tolerates(taint)) {
                return false;
            }
        }
        return true;
    }
}
