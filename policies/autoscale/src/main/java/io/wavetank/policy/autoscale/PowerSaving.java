package io.wavetank.policy.autoscale;

import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.policy.scaling.NodeGroupView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of a batch system that are switched off when they have been idle for a while, and on when jobs wait, as Slurm's power saving does it.
 *
 * <p>Jobs that wait are tried out in their order, first on the nodes that are on, then on those that boot, then on those that are off, group after group;
 * as many are switched on as that takes. Both directions have their rates: what a minute does not allow waits for the next. A node that was switched off
 * takes its time before it can be switched on again. Nodes that must stay on are the least of their group, and so many idle ones as are kept for jobs to
 * come.
 *
 * <p>Source: Slurm, "Slurm Power Saving Guide" and {@code slurm.conf}: {@code SuspendTime}, {@code SuspendRate} (60 a minute), {@code ResumeRate} (300 a
 * minute), {@code SuspendTimeout}, {@code SuspendExcNodes} with a count. Slurm gives jobs to nodes that are off; here they are asked for and seen by the
 * scheduler once they are on. A node that never comes is what {@code ResumeTimeout} finds out.
 */
public final class PowerSaving implements NodeAutoscaler {
    /** What one node costs of what a rate allows: a node a minute allows one unit in a nanosecond. */
    private static final long NODE = 60_000_000_000L;

    private static final long EMPTY_NANOS = 60_000_000_000L;

    private final Settings settings;
    private long[] idleSinceNanos = new long[16];
    private long seenVersion = -1;
    private long maySuspend;
    private long mayResume;
    private long lastNanos;
    /** When nodes were switched off that may not have stopped yet, by group. */
    private final List<List<Long>> stopping = new ArrayList<>();

    /**
     * What can be set.
     *
     * @param suspendNanos how long a node must have been idle
     * @param suspendRate how many nodes a minute are switched off
     * @param resumeRate how many are switched on
     * @param stopNanos how long after a node was switched off it can be switched on again
     * @param keptIdle how many idle nodes of each group stay on
     * @param periodNanos from one look to the next
     */
    public record Settings(
            long suspendNanos, int suspendRate, int resumeRate, long stopNanos, int keptIdle, long periodNanos) {}

    /** Creates one that has seen nothing. */
    public PowerSaving(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void step(FleetView fleet, long nowNanos, Consumer<NodeDecision> out) {
        refresh(fleet, nowNanos);
        // what a minute allows can be done at once, and no more
        long past = Math.min(NODE, nowNanos - lastNanos);
        lastNanos = nowNanos;
        maySuspend = Math.min(settings.suspendRate() * NODE, maySuspend + settings.suspendRate() * past);
        mayResume = Math.min(settings.resumeRate() * NODE, mayResume + settings.resumeRate() * past);
        List<TaskView> waiting = fleet.waiting();
        if (!waiting.isEmpty()) {
            resume(fleet, waiting, nowNanos, out);
        }
        suspend(fleet, nowNanos, out);
    }

    private void refresh(FleetView fleet, long nowNanos) {
        int count = fleet.cluster().nodeCount();
        if (count > idleSinceNanos.length) {
            idleSinceNanos = Arrays.copyOf(idleSinceNanos, Math.max(count, 2 * idleSinceNanos.length));
        }
        while (stopping.size() < fleet.groups().size()) {
            stopping.add(new ArrayList<>());
        }
        long version = fleet.cluster().version();
        boolean reaches = seenVersion >= 0
                && fleet.cluster().changesSince(seenVersion, (node, more) -> idleSinceNanos[node] = nowNanos);
        if (!reaches) {
            Arrays.fill(idleSinceNanos, 0, count, nowNanos);
        }
        seenVersion = version;
    }

    private void suspend(FleetView fleet, long nowNanos, Consumer<NodeDecision> out) {
        int[] kept = new int[fleet.groups().size()];
        int[] on = new int[kept.length];
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            if (idle(fleet, node)) {
                kept[fleet.groupOf(node)]++;
            }
            if (fleet.present(node) && !fleet.leaving(node) && fleet.groupOf(node) != FleetView.NO_GROUP) {
                on[fleet.groupOf(node)]++;
            }
        }
        for (int node = fleet.cluster().nodeCount() - 1; node >= 0 && maySuspend >= NODE; node--) {
            int group = fleet.groupOf(node);
            if (idle(fleet, node)
                    && nowNanos - idleSinceNanos[node] >= settings.suspendNanos()
                    && kept[group] > settings.keptIdle()
                    && on[group] > fleet.groups().get(group).least()) {
                kept[group]--;
                on[group]--;
                maySuspend -= NODE;
                stopping.get(group).add(nowNanos + settings.stopNanos());
                out.accept(new NodeDecision.Drain(node, EMPTY_NANOS, "idle"));
            }
        }
    }

    private static boolean idle(FleetView fleet, int node) {
        return fleet.present(node)
                && !fleet.leaving(node)
                && fleet.groupOf(node) != FleetView.NO_GROUP
                && fleet.tasksOn(node).isEmpty();
    }

    private void resume(FleetView fleet, List<TaskView> waiting, long nowNanos, Consumer<NodeDecision> out) {
        List<Room> rooms = new ArrayList<>();
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            if (fleet.present(node) && fleet.cluster().node(node).schedulable()) {
                rooms.add(new Room(fleet, fleet.cluster().node(node), -1));
            }
        }
        List<Room> off = new ArrayList<>();
        for (NodeGroupView group : fleet.groups()) {
            stopping.get(group.index()).removeIf(end -> end <= nowNanos);
            for (int i = 0; i < group.booting(); i++) {
                rooms.add(new Room(fleet, group.template(), -1));
            }
            int left = group.most() - group.size() - stopping.get(group.index()).size();
            for (int i = 0; i < Math.min(left, mayResume / NODE); i++) {
                off.add(new Room(fleet, group.template(), group.index()));
            }
        }
        int[] asked = new int[fleet.groups().size()];
        for (TaskView task : waiting) {
            TaskClass taskClass = task.taskClass();
            if (!take(taskClass, rooms)) {
                Room room = mayResume >= NODE ? first(taskClass, off) : null;
                if (room != null) {
                    room.take(taskClass);
                    off.remove(room);
                    rooms.add(room);
                    asked[room.group]++;
                    mayResume -= NODE;
                } else if (off.isEmpty() || mayResume < NODE) {
                    break;
                }
            }
        }
        for (int group = 0; group < asked.length; group++) {
            if (asked[group] > 0) {
                out.accept(new NodeDecision.Provision(group, asked[group]));
            }
        }
    }

    private static boolean take(TaskClass taskClass, List<Room> rooms) {
        Room room = first(taskClass, rooms);
        if (room != null) {
            room.take(taskClass);
        }
        return room != null;
    }

    private static @Nullable Room first(TaskClass taskClass, List<Room> rooms) {
        for (Room room : rooms) {
            if (room.fits(taskClass)) {
                return room;
            }
        }
        return null;
    }

    /** What a node has left as jobs are tried out on it. */
    private static final class Room {
        private final NodeView node;
        final int group;
        private final long[] free;

        Room(FleetView fleet, NodeView node, int group) {
            this.node = node;
            this.group = group;
            this.free = new long[fleet.cluster().resources().count()];
            for (int resource = 0; resource < free.length; resource++) {
                free[resource] = node.free(resource);
            }
        }

        boolean fits(TaskClass taskClass) {
            for (int resource = 0; resource < free.length; resource++) {
                if (taskClass.totalRequest(resource) > free[resource]) {
                    return false;
                }
            }
            return Feasibility.fitsConstraints(taskClass, node);
        }

        void take(TaskClass taskClass) {
            for (int resource = 0; resource < free.length; resource++) {
                free[resource] -= taskClass.totalRequest(resource);
            }
        }
    }

    @Override
    public long periodNanos() {
        return settings.periodNanos();
    }
}
