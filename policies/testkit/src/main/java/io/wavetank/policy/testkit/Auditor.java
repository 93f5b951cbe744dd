package io.wavetank.policy.testkit;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second opinion on every decision: what each node has taken is added up again from the tasks on it, and nothing that policies use to
 * find out what fits is used here.
 */
final class Auditor {
    private final List<TestNode> nodes;
    private final List<List<Placed>> placed = new ArrayList<>();
    private final boolean[] cordoned;
    /** What is given out again, by node and resource. */
    private final long[][] reclaimed;

    private record Placed(int task, TaskClass taskClass, long devices) {}

    Auditor(List<TestNode> nodes) {
        this.nodes = nodes;
        this.cordoned = new boolean[nodes.size()];
        this.reclaimed = new long[nodes.size()][Resources.FIXED];
        for (int node = 0; node < nodes.size(); node++) {
            placed.add(new ArrayList<>());
            cordoned[node] = nodes.get(node).cordoned();
        }
    }

    /** So much more of what is held on a node is given out again; says what is wrong with that, or null. */
    @Nullable
    String reclaim(int node, long cpuMillis, long memoryBytes) {
        reclaimed[node][Resources.CPU] += cpuMillis;
        reclaimed[node][Resources.MEMORY] += memoryBytes;
        for (int resource : new int[] {Resources.CPU, Resources.MEMORY}) {
            long again = reclaimed[node][resource];
            boolean more = resource == Resources.CPU ? cpuMillis > 0 : memoryBytes > 0;
            if (again < 0 || (more && again > held(placed.get(node), resource))) {
                return again + " of what is held given out again: "
                        + Resources.basic().name(resource);
            }
        }
        return null;
    }

    void cordon(int node, boolean value) {
        cordoned[node] = value;
    }

    void start(int task, TaskClass taskClass, int node, long devices) {
        placed.get(node).add(new Placed(task, taskClass, devices));
    }

    /** Takes a task off a node and returns the devices that it had. */
    long stop(int task, int node) {
        for (Placed each : placed.get(node)) {
            if (each.task() == task) {
                placed.get(node).remove(each);
                return each.devices();
            }
        }
        throw new AssertionError("Task " + task + " is not on node " + node);
    }

    /** Whether the task would fit a cluster with nothing on it and no node cordoned. */
    boolean fitsWhenEmpty(TaskClass task) {
        for (TestNode node : nodes) {
            if (wrong(task, node, List.of(), new long[Resources.FIXED], 0) == null) {
                return true;
            }
        }
        return false;
    }

    /** Whether some node would do now. */
    boolean fitsNow(TaskClass task) {
        for (int node = 0; node < nodes.size(); node++) {
            if (objection(task, node, 0) == null) {
                return true;
            }
        }
        return false;
    }

    /** Says what is wrong with starting a task on a node, or null. Devices 0 asks whether there are any that would do. */
    @Nullable
    String objection(TaskClass task, int node, long devices) {
        if (node < 0 || node >= nodes.size()) {
            return "there is no such node";
        }
        return cordoned[node]
                ? "the node is cordoned"
                : wrong(task, nodes.get(node), placed.get(node), reclaimed[node], devices);
    }

    private static @Nullable String wrong(
            TaskClass task, TestNode node, List<Placed> there, long[] again, long devices) {
        for (int resource = 0; resource < Resources.FIXED; resource++) {
            long asked = task.request(resource) * task.members();
            if (asked > 0 && held(there, resource) - again[resource] + asked > offer(node, resource)) {
                return "capacity: " + Resources.basic().name(resource);
            }
        }
        for (var label : task.nodeSelector().entrySet()) {
            if (!label.getValue().equals(node.labels().get(label.getKey()))) {
                return "label " + label;
            }
        }
        if (!task.pod().nodeAffinity().allows(node.name(), node.labels())) {
            return "node affinity";
        }
        for (Taint taint : node.taints()) {
            if (taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE
                    && task.tolerations().stream().noneMatch(toleration -> toleration.tolerates(taint))) {
                return "taint " + taint;
            }
        }
        return devicesWrong(task, node, there, devices);
    }

    private static @Nullable String devicesWrong(TaskClass task, TestNode node, List<Placed> there, long devices) {
        int wanted = task.gpuCount() * task.members();
        if (wanted == 0) {
            return devices == 0 ? null : "devices for a task that asks for none";
        }
        if (!task.gpuModels().isEmpty() && !task.gpuModels().contains(node.gpuModel())) {
            return "gpu model " + node.gpuModel();
        }
        long good = 0;
        for (int device = 0; device < node.gpuCount(); device++) {
            long bit = 1L << device;
            int held = 0;
            for (Placed each : there) {
                held += (each.devices() & bit) == 0 ? 0 : each.taskClass().gpuMillisEach();
            }
            good |= held + task.gpuMillisEach() <= 1000 ? bit : 0;
        }
        if (devices == 0) {
            return Long.bitCount(good) >= wanted ? null : "no devices left";
        }
        return Long.bitCount(devices) == wanted && (devices & ~good) == 0 ? null : "devices " + devices;
    }

    private static long held(List<Placed> there, int resource) {
        long sum = 0;
        for (Placed each : there) {
            sum += each.taskClass().request(resource) * each.taskClass().members();
        }
        return sum;
    }

    private static long offer(TestNode node, int resource) {
        return switch (resource) {
            case Resources.CPU -> node.cpuMillis();
            case Resources.MEMORY -> node.memoryBytes();
            case Resources.PODS -> node.pods();
            case Resources.GPU -> 1000L * node.gpuCount();
            default -> 0;
        };
    }

    /** Whether nothing runs any more. */
    boolean idle() {
        return placed.stream().allMatch(List::isEmpty);
    }
}
