package io.wavetank.policy.borg;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Waiting tasks that ask for the same and have the same priority and owner, so that what holds of the first holds of all: one machine after the
 * other is ruled out for them together, and only those that changed since are looked at again.
 */
final class Lane {
    private final ArrayDeque<TaskView> tasks = new ArrayDeque<>();
    private TaskClass taskClass;
    private final int equivalence;
    private final Band band;
    /** The set in whose allocs they run; null if on machines. */
    final @Nullable String set;
    /** Whether all machines are ruled out but the hopeful ones. */
    private boolean narrow;

    private int[] hopeful = {};
    private int hopefulCount;
    private final BitSet isHopeful = new BitSet();
    /** Whether it waits for a machine to change. */
    boolean blocked;

    private long toldSequence = -1;
    private @Nullable Unfit told;

    Lane(TaskClass taskClass, int equivalence, Band band) {
        this.taskClass = taskClass;
        this.equivalence = equivalence;
        this.band = band;
        this.set = Allocs.setOf(taskClass);
    }

    TaskClass taskClass() {
        return taskClass;
    }

    int equivalence() {
        return equivalence;
    }

    Band band() {
        return band;
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    TaskView first() {
        TaskView task = tasks.peek();
        if (task == null) {
            throw new IllegalStateException("An empty lane has no first task");
        }
        return task;
    }

    void add(TaskView task) {
        if (tasks.isEmpty()) {
            taskClass = task.taskClass();
        }
        tasks.add(task);
    }

    void dropFirst() {
        tasks.remove();
    }

    boolean drop(TaskView task) {
        return tasks.removeIf(each -> each.index() == task.index());
    }

    boolean narrow() {
        return narrow;
    }

    /** All machines are ruled out. */
    void ruleOutAll() {
        narrow = true;
        hopefulCount = 0;
        isHopeful.clear();
    }

    /** Nothing is ruled out. */
    void widen() {
        narrow = false;
        hopefulCount = 0;
        isHopeful.clear();
    }

    /** A machine may do again. */
    void hope(int machine) {
        if (isHopeful.get(machine)) {
            return;
        }
        isHopeful.set(machine);
        if (hopefulCount == hopeful.length) {
            hopeful = Arrays.copyOf(hopeful, Math.max(8, 2 * hopefulCount));
        }
        hopeful[hopefulCount++] = machine;
    }

    int hopefulCount() {
        return hopefulCount;
    }

    int hopeful(int i) {
        return hopeful[i];
    }

    /** Whether the first task has not been told these reasons for waiting; it has from now on. */
    boolean tell(Unfit reasons) {
        boolean news = first().sequence() != toldSequence || !reasons.equals(told);
        toldSequence = first().sequence();
        told = reasons;
        return news;
    }
}
