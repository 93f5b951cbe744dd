package io.wavetank.sim;

import io.wavetank.policy.Draws;
import io.wavetank.policy.RestartBackOff;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.Crashes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets tasks crash, and starts them anew as their {@link RestartBackOff} has it; those without an end always in place, as
 * pods of services are. A task is subject to the first rule that is about it. */
final class TaskCrashes {
    private static final int NONE = -1;
    private static final long NEVER = Long.MAX_VALUE;

    /** What becomes of tasks. */
    interface Fate {
        /** What a task did is gone, and it begins anew where it is, after a wait. */
        void restartAfter(long now, int task, long waitNanos) throws IOException;

        /** It has waited, and runs. */
        void runs(long now, int task) throws IOException;

        /** What a task did is gone, and it is off its node; nobody is told yet that it waits. */
        void takeOff(long now, int task) throws IOException;

        /** It waits to be placed, for all to know. */
        void waits(long now, int task) throws IOException;

        /** It has failed for good. */
        void fail(long now, int task) throws IOException;

        /** Has {@link #due} called. */
        void schedule(long timeNanos, int task);
    }

    /** What will happen to a task next. */
    private enum Next {
        NOTHING,
        CRASH,
        RESTART,
        PLACEMENT
    }

    private final List<Crashes> rules;
    private final List<Draws> draws = new ArrayList<>();
    private final TaskTable tasks;
    private final Cluster cluster;
    private final Fate fate;
    /** By row: which task it is about, when something happens to it, how often it was started anew in all and in a row, and since when it runs. */
    private long[] sequences = new long[0];

    private long[] dueNanos = new long[0];
    private long[] runsSinceNanos = new long[0];
    private int[] restarts = new int[0];
    private int[] inRow = new int[0];
    private @Nullable Next[] next = new @Nullable Next[0];

    TaskCrashes(List<Crashes> rules, Draws draws, Cluster cluster, Fate fate) {
        this.rules = rules;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.fate = fate;
        rules.forEach(rule -> this.draws.add(draws.stream(rule.name())));
    }

    private int ruleOf(int task) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).of(tasks.taskClass(task))) {
                return i;
            }
        }
        return NONE;
    }

    private boolean known(int task) {
        return task < sequences.length && sequences[task] == tasks.sequence(task);
    }

    private void know(int task) {
        if (task >= sequences.length) {
            int before = sequences.length;
            int room = Math.max(task + 1, 2 * before);
            sequences = Arrays.copyOf(sequences, room);
            Arrays.fill(sequences, before, room, NONE);
            dueNanos = Arrays.copyOf(dueNanos, room);
            runsSinceNanos = Arrays.copyOf(runsSinceNanos, room);
            restarts = Arrays.copyOf(restarts, room);
            inRow = Arrays.copyOf(inRow, room);
            next = Arrays.copyOf(next, room);
        }
        if (sequences[task] != tasks.sequence(task)) {
            sequences[task] = tasks.sequence(task);
            restarts[task] = 0;
            inRow[task] = 0;
        }
    }

    /** A task begins to run, for the first time or again. */
    void runs(long now, int task) {
        int number = ruleOf(task);
        if (number == NONE) {
            return;
        }
        know(task);
        Crashes rule = rules.get(number);
        runsSinceNanos[task] = now;
        long lasts = rule.after().nanos(draws.get(number).uniform(tasks.sequence(task), tasks.attempts(task)));
        boolean crashes = now >= rule.fromNanos() && lasts < NEVER - now && now + lasts < rule.untilNanos();
        arrange(task, crashes ? Next.CRASH : Next.NOTHING, crashes ? Math.max(now + 1, now + lasts) : NEVER);
    }

    private void arrange(int task, Next what, long at) {
        next[task] = what;
        dueNanos[task] = at;
        if (at != NEVER) {
            fate.schedule(at, task);
        }
    }

    /** Whether a task is off its node after a crash, and nobody is to be told yet that it waits. */
    boolean waitsUnknown(int task) {
        return known(task) && next[task] == Next.PLACEMENT && tasks.state(task) == TaskState.LOST;
    }

    /** Something may happen to a task now. */
    void due(long now, int task) throws IOException {
        if (!tasks.alive(task) || !known(task) || dueNanos[task] != now) {
            return;
        }
        boolean runs = tasks.state(task) == TaskState.RUNNING;
        Next what = next[task];
        if (what == Next.PLACEMENT) {
            next[task] = Next.NOTHING;
            if (tasks.state(task) == TaskState.LOST) { // else its scheduler had a place for it by itself
                fate.waits(now, task);
            }
        } else if (!runs || cluster.down(tasks.node(task))) {
            return; // if its node is cut off, it is heard of when the node is reached again
        } else if (what == Next.RESTART) {
            fate.runs(now, task);
            runs(now, task);
        } else if (what == Next.CRASH) {
            crash(now, task, rules.get(ruleOf(task)).backOff());
        }
    }

    /** The node of a task is reached again. */
    void reached(long now, int task) {
        if (known(task) && dueNanos[task] <= now) {
            arrange(task, next[task] == null ? Next.NOTHING : next[task], now);
        }
    }

    private void crash(long now, int task, RestartBackOff backOff) throws IOException {
        if (restarts[task] >= backOff.attempts()) {
            next[task] = Next.NOTHING;
            fate.fail(now, task);
            return;
        }
        inRow[task] = now - runsSinceNanos[task] > backOff.resetNanos() ? 0 : inRow[task];
        long wait = backOff.waitNanos(inRow[task]++);
        restarts[task]++;
        if (backOff.inPlace() || tasks.workNanos(task) == Submission.FOREVER) {
            fate.restartAfter(now, task, wait);
            arrange(task, Next.RESTART, now + wait);
        } else {
            fate.takeOff(now, task);
            arrange(task, Next.PLACEMENT, now + wait);
        }
    }
}
