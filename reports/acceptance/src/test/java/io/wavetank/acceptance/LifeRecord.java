package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes down every moment in every task's life and objects at once to one that cannot be: what nodes hold is added up here from the tasks that
 * run on them, with nothing of the engine's own accounts.
 */
final class LifeRecord implements RunListener {
    private final List<TestNode> nodes;
    private final Map<String, TaskSpec> specs = new LinkedHashMap<>();
    private final long scale;
    private final Map<String, Placed> running = new LinkedHashMap<>();
    private final Map<String, TaskSpec> waiting = new LinkedHashMap<>();
    private final Set<String> stopping = new TreeSet<>();
    private final Set<Integer> down = new TreeSet<>();
    private final Set<Integer> cutOff = new TreeSet<>();
    private final Set<Integer> known = new TreeSet<>();
    /** Given a place, and not started: held, or on a node that is down. */
    private final Map<String, Placed> bound = new LinkedHashMap<>();

    private final Map<String, TaskState> ended = new LinkedHashMap<>();
    private final List<String> moments = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<String> finals = new ArrayList<>();
    private boolean anyLength;
    private boolean neverIdle;
    private long now;

    private record Placed(TaskSpec task, int node, long devices, long startNanos) {}

    /** Creates an empty record of a run whose times are divided by {@code scale} in what is written. */
    LifeRecord(Workload workload, long scale) {
        this.nodes = workload.nodes();
        this.scale = scale;
        workload.tasks().forEach(task -> specs.put(task.id(), task));
    }

    /** Objects too if at the end of an instant a task waits that fits some node. */
    LifeRecord neverIdle() {
        neverIdle = true;
        return this;
    }

    /** How long a task runs does not follow from its work alone: nodes may be slow, and work saved. */
    LifeRecord ofAnyLength() {
        anyLength = true;
        return this;
    }

    ClusterSpec cluster() {
        List<NodeSpec> specified = new ArrayList<>();
        for (TestNode node : nodes) {
            var builder = NodeSpec.builder("n" + specified.size())
                    .capacity(Resources.CPU, node.cpuMillis())
                    .capacity(Resources.MEMORY, node.memoryBytes())
                    .capacity(Resources.PODS, node.pods())
                    .gpus(node.gpuCount(), node.gpuModel())
                    .taints(node.taints())
                    .cordoned(node.cordoned());
            node.labels().forEach(builder::label);
            specified.add(builder.build());
        }
        return new ClusterSpec(Resources.basic(), specified);
    }

    @Override
    public void event(long nowNanos, Moment moment, TaskTable tasks, int row) {
        if (nowNanos > now) {
            endOfInstant();
        }
        assertThat(nowNanos).as("time goes on").isGreaterThanOrEqualTo(now);
        now = nowNanos;
        TaskSpec task = spec(tasks.id(row));
        switch (moment) {
            case SUBMITTED -> {
                require(nowNanos == task.submitNanos(), task, "submitted at another time");
                require(waiting.put(task.id(), task) == null && !ended.containsKey(task.id()), task, "submitted twice");
            }
            case STARTED -> start(task, tasks.node(row), tasks.devices(row));
            case FINISHED -> {
                Placed placed = running.remove(task.id());
                require(placed != null, task, "finished without running");
                require(!stopping.contains(task.id()), task, "finished while being stopped");
                require(
                        placed != null && (anyLength || nowNanos - placed.startNanos() == task.runNanos()),
                        task,
                        "ran for another time");
            }
            case REJECTED -> require(waiting.containsKey(task.id()), task, "rejected while not waiting");
            case CRASHED -> require(running.containsKey(task.id()), task, "crashed while not running");
            case NOMINATED -> require(waiting.containsKey(task.id()), task, "nominated while not waiting");
            case STOPPING -> {
                require(running.containsKey(task.id()), task, "stopped while not running");
                require(stopping.add(task.id()), task, "stopped twice");
            }
            case EVICTED -> {
                require(running.remove(task.id()) != null, task, "evicted while not running");
                stopping.remove(task.id());
                waiting.put(task.id(), task);
            }
            case BOUND -> {
                int node = tasks.node(row);
                boolean held =
                        bound.containsKey(task.id()); // what is held is bound where it is, even if its node is lost
                require(
                        down.contains(node) && (held || !known.contains(node)),
                        task,
                        "bound, not started, on another node");
                require(waiting.containsKey(task.id()), task, "bound while not waiting");
                bound.remove(task.id());
                String objection = objection(task.taskClass(), node, tasks.devices(row));
                require(objection == null, task, String.valueOf(objection));
                bound.put(task.id(), new Placed(task, node, tasks.devices(row), now));
            }
            case LOST -> {
                Placed placed = running.remove(task.id());
                require(placed != null, task, "lost while not running");
                waiting.put(task.id(), task);
            }
            case RESTARTED -> {
                Placed placed = running.get(task.id());
                require(placed != null && !down.contains(placed.node()), task, "restarted where it is not");
                running.put(task.id(), new Placed(task, tasks.node(row), tasks.devices(row), now));
            }
            case FAILED -> require(running.remove(task.id()) != null, task, "failed while not running");
            case REMOVED -> {
                boolean waited = waiting.remove(task.id()) != null;
                boolean there = running.remove(task.id()) != null || waited;
                stopping.remove(task.id());
                require(there, task, "removed while not there");
            }
            case RELEASED -> require(bound.remove(task.id()) != null, task, "lost a place that it had not");
            case HELD -> {
                require(
                        waiting.containsKey(task.id()) && !bound.containsKey(task.id()),
                        task,
                        "held while not waiting");
                String objection = objection(task.taskClass(), tasks.node(row), tasks.devices(row));
                require(objection == null, task, String.valueOf(objection));
                bound.put(task.id(), new Placed(task, tasks.node(row), tasks.devices(row), now));
            }
        }
        times.add(nowNanos);
        moments.add(nowNanos / scale + " " + moment + " " + task.id() + " on " + tasks.node(row) + "/"
                + tasks.devices(row));
    }

    @Override
    public void clusterEvent(long nowNanos, ClusterMoment moment, int node) {
        switch (moment) {
            case NODE_CUT_OFF -> {
                assertThat(down.add(node)).isTrue();
                assertThat(known).doesNotContain(node);
                cutOff.add(node);
            }
            case NODE_DOWN -> {
                boolean wasCutOff = cutOff.remove(node);
                assertThat(down.add(node)).isNotEqualTo(wasCutOff);
                assertThat(wasCutOff || !known.contains(node)).isTrue();
            }
            case NODE_LOST -> {
                assertThat(down).contains(node);
                assertThat(known.add(node)).isTrue();
            }
            case NODE_UP -> {
                assertThat(down.remove(node)).isTrue();
                cutOff.remove(node);
                known.remove(node);
            }
            case NODE_SLOW, LEADER_LOST, LEADER_ELECTED, NODE_ADDED, NODE_DRAINING, NODE_KEPT, NODE_REMOVED -> {}
        }
        times.add(nowNanos);
        moments.add(nowNanos / scale + " " + moment + " " + node);
    }

    private void start(TaskSpec task, int node, long devices) {
        require(waiting.remove(task.id()) != null, task, "started while not waiting");
        require(now >= task.submitNanos(), task, "started before it was submitted");
        require(!down.contains(node), task, "started on a node that is down");
        bound.remove(task.id());
        require(node >= 0 && node < nodes.size() && !nodes.get(node).cordoned(), task, "on a node that takes nothing");
        String objection = objection(task.taskClass(), node, devices);
        require(objection == null, task, String.valueOf(objection));
        running.put(task.id(), new Placed(task, node, devices, now));
    }

    /** Says what is wrong with starting a task on a node; devices 0 asks whether there are any that would do. */
    private @Nullable String objection(TaskClass task, int number, long devices) {
        TestNode node = nodes.get(number);
        long[] offers = {node.cpuMillis(), node.memoryBytes(), 0, node.pods(), 1000L * node.gpuCount()};
        for (int resource = 0; resource < offers.length; resource++) {
            long held = 0;
            for (Placed each : placed()) {
                held += each.node() == number ? total(each.task().taskClass(), resource) : 0;
            }
            if (total(task, resource) > 0 && held + total(task, resource) > offers[resource]) {
                return "too much " + Resources.basic().name(resource);
            }
        }
        for (var label : task.nodeSelector().entrySet()) {
            if (!label.getValue().equals(node.labels().get(label.getKey()))) {
                return "label " + label;
            }
        }
        for (Taint taint : node.taints()) {
            if (taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE && !task.tolerates(taint)) {
                return "taint " + taint;
            }
        }
        return deviceObjection(task, number, devices);
    }

    private @Nullable String deviceObjection(TaskClass task, int number, long devices) {
        TestNode node = nodes.get(number);
        int wanted = task.gpuCount() * task.members();
        if (wanted == 0) {
            return devices == 0 ? null : "devices that nobody asked for";
        }
        if (!task.gpuModels().isEmpty() && !task.gpuModels().contains(node.gpuModel())) {
            return "GPU model " + node.gpuModel();
        }
        long free = 0;
        for (int device = 0; device < node.gpuCount(); device++) {
            long bit = 1L << device;
            long held = 0;
            for (Placed each : placed()) {
                boolean here = each.node() == number && (each.devices() & bit) != 0;
                held += here ? each.task().taskClass().gpuMillisEach() : 0;
            }
            free |= held + task.gpuMillisEach() <= 1000 ? bit : 0;
        }
        if (devices == 0) {
            return Long.bitCount(free) >= wanted ? null : "no devices left";
        }
        return Long.bitCount(devices) == wanted && (devices & ~free) == 0 ? null : "devices taken: " + devices;
    }

    private List<Placed> placed() {
        List<Placed> all = new ArrayList<>(running.values());
        all.addAll(bound.values());
        return all;
    }

    private static long total(TaskClass task, int resource) {
        return task.request(resource) * task.members();
    }

    private void endOfInstant() {
        if (!neverIdle) {
            return;
        }
        for (TaskSpec task : waiting.values()) {
            for (int node = 0; node < nodes.size(); node++) {
                boolean fits = !nodes.get(node).cordoned() && objection(task.taskClass(), node, 0) == null;
                require(!fits, task, "waits at " + now + " though it fits node " + node);
            }
        }
    }

    @Override
    public void finalState(TaskTable tasks, int row, TaskState state, long endNanos) {
        String id = tasks.id(row);
        TaskSpec task = spec(id);
        require(ended.put(id, state) == null, task, "in two final states");
        switch (state) {
            case FINISHED -> require(!running.containsKey(id) && endNanos == now, task, "finished at another time");
            case RUNNING -> require(running.containsKey(id) && endNanos == -1, task, "not running");
            case PENDING -> require(waiting.containsKey(id) && endNanos == -1, task, "not waiting");
            case EVICTED -> require(waiting.containsKey(id) && endNanos == -1, task, "not waiting");
            case LOST -> require(waiting.containsKey(id) && endNanos == -1, task, "not waiting");
            case FAILED -> require(!running.containsKey(id) && endNanos == now, task, "failed at another time");
            case REMOVED -> require(!running.containsKey(id) && endNanos == now, task, "removed at another time");
            case STOPPING, HELD -> throw new AssertionError("No task is left " + state + ": " + id);
        }
        finals.add(id + " " + state + " " + tasks.reason(row));
    }

    /** The run is over: every task that came in is in one final state, and the counts say so. */
    void checkEnd(RunResult result) {
        endOfInstant();
        var counts = result.tasks();
        assertThat(ended).hasSize((int) counts.submitted());
        assertThat(count(TaskState.FINISHED)).isEqualTo(counts.finished());
        assertThat(count(TaskState.RUNNING)).isEqualTo(counts.running()).isEqualTo(running.size());
        assertThat(count(TaskState.PENDING)).isEqualTo(counts.neverPlaced());
        assertThat(count(TaskState.EVICTED)).isEqualTo(counts.evicted());
        assertThat(count(TaskState.LOST)).isEqualTo(counts.lost());
        assertThat(count(TaskState.FAILED)).isEqualTo(counts.failed());
        assertThat(counts.neverPlaced() + counts.evicted() + counts.lost()).isEqualTo(waiting.size());
    }

    private long count(TaskState state) {
        return ended.values().stream().filter(each -> each == state).count();
    }

    private TaskSpec spec(String id) {
        TaskSpec task = specs.get(id);
        if (task == null) {
            throw new AssertionError("No task of the workload: " + id);
        }
        return task;
    }

    private static void require(boolean holds, TaskSpec task, String what) {
        if (!holds) {
            throw new AssertionError("Task " + task.id() + ": " + what);
        }
    }

    /** When the last thing happened. */
    long lastNanos() {
        return now;
    }

    List<String> moments() {
        return moments;
    }

    /** The moments up to and with an instant. */
    List<String> momentsUntil(long nanos) {
        int count = (int) times.stream().filter(time -> time <= nanos).count();
        return moments.subList(0, count);
    }

    /** Everything that was written, a line a moment, then a line a task. */
    String text() {
        return String.join("\n", moments) + "\n" + String.join("\n", finals);
    }
}
