package io.wavetank.sim.record;

import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.Window;
import org.jspecify.annotations.Nullable;

/** How long the tasks submitted in a window waited and took; those of which that is not known are counted as having taken at least as long as they did. */
final class TaskFigures {
    private static final double BOUND_NANOS = 10e9;
    private static final long NO_SLOWDOWN = (long) RunResult.SLOWDOWN_UNIT;

    private final TaskTable tasks;
    private final Window window;
    private final @Nullable WaitGroups groups;
    private final CensoredHistogram queueingDelay = new CensoredHistogram();
    private final CensoredHistogram completion = new CensoredHistogram();
    private final CensoredHistogram slowdown = new CensoredHistogram();
    private final CensoredHistogram boundedSlowdown = new CensoredHistogram();
    /** Tasks that did not wait, and tasks that ran to their end undisturbed: most do, and are counted before they stand in the histograms. */
    private long unwaited;

    private long undisturbed;

    /**
     * Keeps the figures of the tasks of a table.
     *
     * @param groups where waits are told apart; null if they are not
     */
    TaskFigures(TaskTable tasks, Window window, @Nullable WaitGroups groups) {
        this.tasks = tasks;
        this.window = window;
        this.groups = groups;
    }

    CensoredHistogram queueingDelay() {
        queueingDelay.observe(0, unwaited);
        unwaited = 0;
        return queueingDelay;
    }

    CensoredHistogram completion() {
        return completion;
    }

    CensoredHistogram slowdown() {
        observeUndisturbed();
        return slowdown;
    }

    CensoredHistogram boundedSlowdown() {
        observeUndisturbed();
        return boundedSlowdown;
    }

    private void observeUndisturbed() {
        slowdown.observe(NO_SLOWDOWN, undisturbed);
        boundedSlowdown.observe(NO_SLOWDOWN, undisturbed);
        undisturbed = 0;
    }

    /** A task started. */
    void started(long nowNanos, int task) {
        if (tasks.attempts(task) == 1 && counts(task)) {
            long delay = nowNanos - tasks.submitNanos(task);
            if (delay == 0) {
                unwaited++;
            } else {
                queueingDelay.observe(delay);
            }
            if (groups != null) {
                groups.of(tasks.taskClass(task)).observe(delay);
            }
        }
    }

    /** A task ran to its end. */
    void finished(long nowNanos, int task) {
        if (counts(task)) {
            long age = nowNanos - tasks.submitNanos(task);
            completion.observe(age);
            if (wasUndisturbed(age, task)) {
                undisturbed++;
            } else {
                slowdown.observe(slowdown(age, task));
                boundedSlowdown.observe(boundedSlowdown(age, task));
            }
        }
    }

    /** A task ended in failure. */
    void failed(long nowNanos, int task) {
        if (counts(task)) {
            censorCompletion(nowNanos - tasks.submitNanos(task), task, 0);
        }
    }

    /** A task that waited is no longer wanted. */
    void withdrawn(long nowNanos, int task) {
        if (tasks.attempts(task) == 0 && counts(task)) {
            censorWait(nowNanos - tasks.submitNanos(task), task);
        }
    }

    /** The run ends with this task in the system; no node works faster than {@code fastest}. */
    void unfinished(long nowNanos, int task, double fastest) {
        if (counts(task)) {
            long age = nowNanos - tasks.submitNanos(task);
            if (tasks.state(task) == TaskState.PENDING) {
                censorWait(age, task);
            }
            censorCompletion(age, task, leftNanos(nowNanos, task, fastest));
        }
    }

    /** How much longer it takes at least, as far as that is known: all of its work if it never started, the rest if it was never disturbed. */
    private double leftNanos(long nowNanos, int task, double fastest) {
        double workNanos = tasks.workNanos(task) / fastest;
        if (tasks.attempts(task) == 0) {
            return workNanos;
        }
        boolean undisturbed = tasks.attempts(task) == 1 && tasks.state(task) == TaskState.RUNNING;
        return undisturbed ? Math.max(0, tasks.startNanos(task) + workNanos - nowNanos) : 0;
    }

    private void censorWait(long age, int task) {
        queueingDelay.censor(age);
        if (groups != null) {
            groups.of(tasks.taskClass(task)).censor(age);
        }
    }

    private void censorCompletion(long age, int task, double leftNanos) {
        completion.censor(age);
        if (tasks.workNanos(task) != Submission.FOREVER) {
            long least = age + (long) leftNanos;
            slowdown.censor(slowdown(least, task));
            boundedSlowdown.censor(boundedSlowdown(least, task));
        }
    }

    /** What was there before the run neither waited in it nor shows how long it took. */
    private boolean counts(int task) {
        return window.contains(tasks.submitNanos(task)) && !tasks.found(task);
    }

    private long slowdown(long age, int task) {
        return wasUndisturbed(age, task)
                ? NO_SLOWDOWN
                : (long) (age / (double) tasks.workNanos(task) * RunResult.SLOWDOWN_UNIT);
    }

    private long boundedSlowdown(long age, int task) {
        return wasUndisturbed(age, task)
                ? NO_SLOWDOWN
                : (long) (Math.max(1, age / Math.max((double) tasks.workNanos(task), BOUND_NANOS))
                        * RunResult.SLOWDOWN_UNIT);
    }

    /** Most tasks neither wait nor lose anything, and need no division. */
    private boolean wasUndisturbed(long age, int task) {
        return age == tasks.workNanos(task) && age > 0;
    }
}
