package io.wavetank.sim;

import io.wavetank.policy.Admission;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.AdmissionFigures;
import io.wavetank.sim.scenario.AdmissionSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is let into the system: asks for each task before it enters, keeps those that are to be tried again, and tells when one that counts is over. What is
 * refused is put down in the log as it happens.
 */
final class Admittance extends ForwardingListener {
    /** A task that was refused, how often, and why at last. */
    private record Outside(Submission task, int refusals, String reason) {}

    private final AdmissionSpec spec;
    private final Admission admission;
    /** By row: what counts, as it was admitted. */
    private @Nullable TaskClass[] counted = new @Nullable TaskClass[64];

    private final List<@Nullable Outside> outside = new ArrayList<>();
    private final List<Outside> givenUp = new ArrayList<>();
    private final SortedMap<String, Long> refusals = new TreeMap<>();
    private long refusedTasks;
    private int waiting;

    Admittance(AdmissionSpec spec, RunListener inner) {
        super(inner);
        this.spec = spec;
        this.admission = spec.factory().create();
    }

    /** Whether refused tasks are tried again. */
    boolean triesAgain() {
        return spec.triesAgain();
    }

    /** Asks for a task; a refusal is put down. */
    Admission.Answer ask(long now, Submission task, int refusalsBefore) throws IOException {
        Admission.Answer answer = admission.ask(task.taskClass());
        if (!answer.isAdmitted()) {
            refusals.merge(answer.by(), 1L, Long::sum);
            refusedTasks += refusalsBefore == 0 ? 1 : 0;
            inner.noted(now, "refused", task.id(), answer.reason());
        }
        return answer;
    }

    /** A task entered the system in this row: one that was admitted, or was there already. */
    void entered(int row, TaskClass task, boolean asked) {
        if (!asked) {
            admission.found(task);
        }
        if (row >= counted.length) {
            counted = Arrays.copyOf(counted, Math.max(row + 1, 2 * counted.length));
        }
        counted[row] = task;
    }

    /** Keeps a refused task and answers its slot. */
    int keep(Submission task, int times, String reason) {
        waiting++;
        outside.add(new Outside(task, times, reason));
        return outside.size() - 1;
    }

    /** How long a task waits that was refused so often. */
    long waitNanos(int times) {
        return spec.waitNanos(times);
    }

    /** The task in a slot. */
    Submission task(int slot) {
        return at(slot).task();
    }

    /** How often the task in a slot was refused. */
    int refusals(int slot) {
        return at(slot).refusals();
    }

    private Outside at(int slot) {
        Outside kept = outside.get(slot);
        if (kept == null) {
            throw new IllegalStateException("Nobody waits outside in slot " + slot);
        }
        return kept;
    }

    /** Lets the task in a slot go. */
    void release(int slot) {
        outside.set(slot, null);
        waiting--;
    }

    /** The task in a slot is tried no more: nothing is going to change. */
    void giveUp(int slot) {
        givenUp.add(at(slot));
        release(slot);
    }

    /** How many tasks wait to be tried again. */
    int waiting() {
        return waiting;
    }

    /** Has done with each task that was never let in, and why. */
    void eachLeft(Left left) throws IOException {
        for (Outside each : givenUp) {
            left.task(each.task(), each.reason());
        }
        for (Outside each : outside) {
            if (each != null) {
                left.task(each.task(), each.reason());
            }
        }
    }

    /** What is done with a task that was never let in. */
    @FunctionalInterface
    interface Left {
        void task(Submission task, String reason) throws IOException;
    }

    /** What was refused. */
    AdmissionFigures figures() {
        return new AdmissionFigures(refusedTasks, refusals);
    }

    @Override
    public void event(long now, Moment moment, TaskTable tasks, int task) throws IOException {
        inner.event(now, moment, tasks, task);
        if (moment == Moment.FINISHED || moment == Moment.FAILED || moment == Moment.REMOVED) {
            TaskClass over = task < counted.length ? counted[task] : null;
            if (over != null) {
                counted[task] = null;
                admission.ended(over);
            }
        }
    }
}
