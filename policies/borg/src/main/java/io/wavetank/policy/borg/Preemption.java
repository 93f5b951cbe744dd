package io.wavetank.policy.borg;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out which tasks have to go from a machine for another to fit: from the lowest priority to the highest, the last submitted first among
 * equals, until it fits. Never those of a priority that is not lower, and within production none at all.
 *
 * <p>Source: A. Verma and others, EuroSys 2015, section 3.2 ("from lowest to highest priority, until it does") and 2.5 (no cascades within the
 * production band). Which goes first of equals is ours.
 */
final class Preemption {
    static final Comparator<TaskView> ORDER = Comparator.<TaskView>comparingInt(
                    task -> task.taskClass().priority())
            .thenComparing(Comparator.comparingLong(TaskView::sequence).reversed());

    private final ClusterView cluster;
    private final Machines machines;
    private final Residents residents;
    private final Reservations reservations;
    private final Allocs allocs;
    private final Bands bands;
    private final List<TaskView> found = new ArrayList<>();
    /** The numbers of the priorities that the task at hand may preempt. */
    private int[] lower = new int[4];

    private int lowerCount;
    private int priority;
    /** Whether the task at hand is production, and so goes by limits. */
    private boolean prod;

    Preemption(
            ClusterView cluster,
            Machines machines,
            Residents residents,
            Reservations reservations,
            Allocs allocs,
            Bands bands) {
        this.cluster = cluster;
        this.machines = machines;
        this.residents = residents;
        this.reservations = reservations;
        this.allocs = allocs;
        this.bands = bands;
    }

    /** Turns to tasks of a priority; says whether anything runs that they may preempt. */
    boolean turnTo(int ofPriority) {
        priority = ofPriority;
        prod = bands.of(ofPriority).prod();
        lowerCount = 0;
        if (lower.length < residents.priorities()) {
            lower = new int[2 * residents.priorities()];
        }
        for (int number = 0; number < residents.priorities(); number++) {
            if (residents.running(number) > 0 && bands.mayPreempt(priority, residents.priority(number))) {
                lower[lowerCount++] = number;
            }
        }
        return lowerCount > 0;
    }

    /** Whether enough cpu and memory would be free on a machine without all that may go; says nothing of what else is asked for. */
    boolean mayHelp(int machine, long cpuMillis, long memoryBytes) {
        return machines.open(machine)
                && machines.cpu(machine, prod) + residents.cpu(machine, lower, lowerCount) >= cpuMillis
                && machines.memory(machine, prod) + residents.memory(machine, lower, lowerCount) >= memoryBytes;
    }

    /** Returns those that have to go, in order; empty if that would not do. Good until the next call. */
    List<TaskView> victims(TaskClass asked, int machine) {
        found.clear();
        NodeView node = cluster.node(machine);
        if (!Feasibility.fitsConstraints(asked, node)) {
            return found;
        }
        for (int task = residents.first(machine); task >= 0; task = residents.next(task)) {
            TaskView view = cluster.task(task);
            if (!view.stopping()
                    && !view.held()
                    && !allocs.isInside(task) // which would leave its place to its alloc
                    && bands.mayPreempt(priority, view.taskClass().priority())) {
                found.add(view);
            }
        }
        found.sort(ORDER);
        var room = new RoomMade(asked, node);
        int needed = 0;
        while (!room.enough() && needed < found.size()) {
            room.without(found.get(needed++));
        }
        if (!room.enough()) {
            needed = 0;
        }
        found.subList(needed, found.size()).clear();
        return found;
    }

    /** What would be free on a machine without some of its tasks. */
    private final class RoomMade {
        private final TaskClass asked;
        private final NodeView node;
        private final long[] missing;
        private final int[] deviceFree;

        RoomMade(TaskClass asked, NodeView node) {
            this.asked = asked;
            this.node = node;
            this.missing = new long[asked.askedCount()];
            for (int i = 0; i < missing.length; i++) {
                missing[i] = asked.totalRequest(asked.asked(i)) - node.free(asked.asked(i)) + givenOut(asked.asked(i));
            }
            this.deviceFree = new int[asked.gpuCount() == 0 ? 0 : node.gpuCount()];
            for (int device = 0; device < deviceFree.length; device++) {
                deviceFree[device] = node.gpuFreeMillis(device);
            }
        }

        /** What is given out again, which is not there for production. */
        private long givenOut(int resource) {
            if (!prod || resource > Resources.MEMORY) {
                return 0;
            }
            return resource == Resources.CPU
                    ? reservations.givenCpu(node.index())
                    : reservations.givenMemory(node.index());
        }

        /** What a task leaves when it goes: of its limit, for production; of its reservation, for the rest. */
        private long leaves(TaskView task, int resource) {
            if (prod || resource > Resources.MEMORY) {
                return task.taskClass().totalRequest(resource);
            }
            return resource == Resources.CPU ? reservations.cpu(task.index()) : reservations.memory(task.index());
        }

        void without(TaskView task) {
            for (int i = 0; i < missing.length; i++) {
                missing[i] -= leaves(task, asked.asked(i));
            }
            for (long rest = deviceFree.length == 0 ? 0 : task.devices(); rest != 0; rest &= rest - 1) {
                deviceFree[Long.numberOfTrailingZeros(rest)] += task.taskClass().gpuMillisEach();
            }
        }

        boolean enough() {
            for (long each : missing) {
                if (each > 0) {
                    return false;
                }
            }
            if (asked.gpuCount() == 0) {
                return true;
            }
            if (!asked.gpuModels().isEmpty() && !asked.gpuModels().contains(node.gpuModel())) {
                return false;
            }
            int devices = 0;
            for (int free : deviceFree) {
                devices += free >= asked.gpuMillisEach() ? 1 : 0;
            }
            return devices >= asked.gpuCount() * asked.members();
        }
    }
}
