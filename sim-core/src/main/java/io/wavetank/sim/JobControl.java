package io.wavetank.sim;

import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.ControllerRule;
import io.wavetank.sim.scenario.ControllerRule.OnFailure;
import io.wavetank.sim.scenario.Crashes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The jobs of {@link ControllerRule.Job}s: how often their tasks have failed, and which have failed as a whole. */
final class JobControl {
    /** One job. */
    private static final class State {
        private final ControllerRule.Job rule;
        private final long sinceNanos;
        /** The rows of its tasks by their sequence. */
        private final SortedMap<Long, Integer> rows = new TreeMap<>();

        private int failures;
        private @Nullable String failed;

        State(ControllerRule.Job rule, long sinceNanos) {
            this.rule = rule;
            this.sinceNanos = sinceNanos;
        }
    }

    private final List<ControllerRule> rules;
    private final List<Crashes> crashes;
    private final TaskTable tasks;
    private final SortedMap<String, State> jobs = new TreeMap<>();

    JobControl(List<ControllerRule> rules, List<Crashes> crashes, TaskTable tasks) {
        this.rules = rules;
        this.crashes = crashes;
        this.tasks = tasks;
    }

    private @Nullable State of(int task) {
        return jobs.get(key(task));
    }

    /** A task without a job is one of its own. */
    private String key(int task) {
        return tasks.job(task).isEmpty() ? "task " + tasks.id(task) : "job " + tasks.job(task);
    }

    /** A task came. Answers when its job is to be looked at next; never, if not because of that. */
    long entered(long now, int task) {
        State state = of(task);
        if (state == null) {
            ControllerRule.Job rule = rule(task);
            if (rule == null) {
                return ControllerRule.NEVER;
            }
            state = new State(rule, now);
            jobs.put(key(task), state);
        }
        state.rows.put(tasks.sequence(task), task);
        if (state.failed != null) {
            return now;
        }
        return state.rule.deadlineNanos() >= ControllerRule.NEVER - state.sinceNanos
                ? ControllerRule.NEVER
                : Math.max(now, state.sinceNanos + state.rule.deadlineNanos());
    }

    private ControllerRule.@Nullable Job rule(int task) {
        for (ControllerRule each : rules) {
            if (each.of(tasks.taskClass(task))) {
                return each instanceof ControllerRule.Job job ? job : null;
            }
        }
        return null;
    }

    /** A task is out of the system. */
    void left(int task) {
        State state = of(task);
        if (state != null) {
            state.rows.remove(tasks.sequence(task));
        }
    }

    /** A run of a task failed, by itself or since its place is gone. Says whether its job has failed by that. */
    boolean failed(int task, boolean crashed) {
        State state = of(task);
        if (state == null || state.failed != null) {
            return false;
        }
        OnFailure action = crashed ? state.rule.onCrash(exitCode(task)) : state.rule.onDisruption();
        if (action == OnFailure.FAIL_JOB) {
            state.failed = "PodFailurePolicy";
        } else if (action == OnFailure.COUNT && ++state.failures > state.rule.backoffLimit()) {
            state.failed = "BackoffLimitExceeded";
        }
        return state.failed != null;
    }

    private int exitCode(int task) {
        for (Crashes each : crashes) {
            if (each.of(tasks.taskClass(task))) {
                return each.exitCode();
            }
        }
        return 1;
    }

    /** A task that fails with its job, and why. */
    record Doomed(int task, String why) {}

    /** The tasks of the jobs that have failed by now, in the order of their submission. */
    List<Doomed> doomed(long now) {
        SortedMap<Long, Doomed> all = new TreeMap<>();
        for (State each : jobs.values()) {
            long deadline = each.rule.deadlineNanos();
            if (each.failed == null
                    && !each.rows.isEmpty()
                    && deadline < ControllerRule.NEVER
                    && now - each.sinceNanos >= deadline) {
                each.failed = "DeadlineExceeded";
            }
            String why = each.failed;
            if (why != null) {
                each.rows.forEach((sequence, row) -> all.put(sequence, new Doomed(row, "its job has failed: " + why)));
            }
        }
        return new ArrayList<>(all.values());
    }
}
