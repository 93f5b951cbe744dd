package io.wavetank.policy.borg;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Allocs: resources reserved on a machine in which tasks run. An alloc is a task itself, which runs nothing, names its alloc set by the label
 * {@link #SET} and is placed like others; tasks that name the set by {@link #INSIDE} run in its allocs alone, in the one with the fewest tasks of those
 * with room, among equals the one that came first. What they ask for is taken from the alloc and not from the machine. It stays reserved when they end.
 * When an alloc is gone, its tasks are stopped, and placed anew in other allocs of the set.
 *
 * <p>Source: A. Verma and others, EuroSys 2015, section 2.4. Which alloc of a set a task goes to is ours.
 */
final class Allocs {
    /** The label that makes a task an alloc, and names its set. */
    static final String SET = "alloc-set";
    /** The label of tasks that run in allocs, which names the set. */
    static final String INSIDE = "runs-in";

    private final ClusterView cluster;
    private final SortedMap<String, List<Alloc>> sets = new TreeMap<>();
    /** By the number of a task that is inside one. */
    private final SortedMap<Integer, Alloc> of = new TreeMap<>();

    private long placed;
    private long stopped;

    /** One alloc on its machine. */
    private static final class Alloc {
        final int task;
        final int machine;
        long cpuMillis;
        long memoryBytes;
        final List<Integer> tasks = new ArrayList<>();

        Alloc(TaskView task, int machine) {
            this.task = task.index();
            this.machine = machine;
            this.cpuMillis = task.taskClass().totalRequest(Resources.CPU);
            this.memoryBytes = task.taskClass().totalRequest(Resources.MEMORY);
        }

        boolean hasRoom(TaskClass asked) {
            return asked.totalRequest(Resources.CPU) <= cpuMillis
                    && asked.totalRequest(Resources.MEMORY) <= memoryBytes;
        }

        void charge(TaskClass asked, int sign) {
            cpuMillis -= sign * asked.totalRequest(Resources.CPU);
            memoryBytes -= sign * asked.totalRequest(Resources.MEMORY);
        }
    }

    Allocs(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** The set in whose allocs tasks of a class run; null for those that run on machines. */
    static @Nullable String setOf(TaskClass taskClass) {
        return taskClass.labels().get(INSIDE);
    }

    boolean isAlloc(TaskClass taskClass) {
        return !sets.isEmpty() && taskClass.labels().containsKey(SET);
    }

    /** Whether a task runs inside an alloc. */
    boolean isInside(int task) {
        return !of.isEmpty() && of.containsKey(task);
    }

    /** An alloc came to its machine. */
    void open(TaskView task, int machine) {
        String set = task.taskClass().labels().get(SET);
        if (set != null) {
            sets.computeIfAbsent(set, key -> new ArrayList<>()).add(new Alloc(task, machine));
        }
    }

    /** An alloc is gone: its tasks are stopped. */
    void close(TaskView task, Decisions out) {
        String set = task.taskClass().labels().get(SET);
        List<Alloc> all = set == null ? null : sets.get(set);
        if (all == null) {
            return;
        }
        for (Alloc alloc : List.copyOf(all)) {
            if (alloc.task == task.index()) {
                all.remove(alloc);
                for (int inside : alloc.tasks) {
                    stopped++;
                    out.add(new Decision.Evict(inside, EvictionCause.MOVED, 0, "its alloc is gone"));
                }
            }
        }
    }

    /** Returns the machine of the alloc that a task is to run in, or -1. */
    int find(String set, TaskClass asked) {
        Alloc best = best(set, asked, -1);
        return best == null ? -1 : best.machine;
    }

    /** Whether an alloc of the set on a machine has room for a task. */
    boolean mayDo(String set, TaskClass asked, int machine) {
        return best(set, asked, machine) != null;
    }

    private @Nullable Alloc best(String set, TaskClass asked, int machine) {
        Alloc best = null;
        for (Alloc alloc : sets.getOrDefault(set, List.of())) {
            if ((machine < 0 || alloc.machine == machine)
                    && (best == null || alloc.tasks.size() < best.tasks.size())
                    && alloc.hasRoom(asked)) {
                NodeView node = cluster.node(alloc.machine);
                best = node.schedulable() && Feasibility.fitsConstraints(asked, node) ? alloc : best;
            }
        }
        return best;
    }

    /** How many allocs of a set there are. */
    int count(String set) {
        return sets.getOrDefault(set, List.of()).size();
    }

    /** Makes room on a machine for a task that is bound there next, out of its alloc; says whether it runs in one. */
    static boolean makeRoom(TaskClass asked, int machine, Decisions out) {
        if (setOf(asked) == null) {
            return false;
        }
        out.add(new Decision.Reclaim(machine, asked.totalRequest(Resources.CPU), asked.totalRequest(Resources.MEMORY)));
        return true;
    }

    /** What was made room for is not there, or no more. */
    static void giveBack(TaskClass asked, int machine, Decisions out) {
        out.add(new Decision.Reclaim(
                machine, -asked.totalRequest(Resources.CPU), -asked.totalRequest(Resources.MEMORY)));
    }

    /** A task is in an alloc on a machine from now on. */
    void enter(TaskView task, int machine) {
        String set = setOf(task.taskClass());
        Alloc alloc = set == null ? null : best(set, task.taskClass(), machine);
        if (alloc != null) {
            alloc.charge(task.taskClass(), 1);
            alloc.tasks.add(task.index());
            of.put(task.index(), alloc);
            placed++;
        }
    }

    /** A task is off its machine: its alloc, if it was in one, has the room again. */
    void leave(TaskView task, Decisions out) {
        Alloc alloc = of.isEmpty() ? null : of.remove(task.index());
        if (alloc != null) {
            alloc.tasks.remove((Integer) task.index());
            alloc.charge(task.taskClass(), -1);
            giveBack(task.taskClass(), alloc.machine, out);
        }
    }

    /** How often a task was placed in an alloc. */
    long placed() {
        return placed;
    }

    /** How often a task was stopped because its alloc was gone. */
    long stopped() {
        return stopped;
    }
}
