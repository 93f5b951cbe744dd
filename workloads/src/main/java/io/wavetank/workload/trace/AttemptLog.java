package io.wavetank.workload.trace;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes tasks of the events of a scheduler that once ran them: what was demanded, not what became of it.
 *
 * <p>A task arrives when it is first submitted. Attempts that the scheduler evicted, or that got lost, are part of it and not tasks of their own:
 * its work is that of the attempt that ran to its own end, be it success, failure or the owner's will. If it is submitted again after such
 * an end, that is another task, named {@code JOB-INDEX#2} and so on. Of a task that was evicted and then withdrawn while it waited, the longest
 * attempt is a lower bound of its work, which is taken ({@code tasks_cut_short}). One that still runs when the trace ends runs to the
 * end of the replay as well ({@link Submission#FOREVER}, {@code tasks_running_at_end}). One that already ran when the trace began arrives at 0
 * and runs from there ({@code tasks_running_at_start}).
 *
 * <p>Dropped are tasks of which no attempt is known: {@value #NEVER_STARTED}, {@value #NO_RUN_TIME}, {@value #START_UNKNOWN}.
 */
public final class AttemptLog {
    /** Why a task is dropped that ended, or was still waiting at the end of the trace, without having run. */
    public static final String NEVER_STARTED = "never started";

    /** Why a task is dropped that ended at the instant at which it started. */
    public static final String NO_RUN_TIME = "run time is 0";

    /** Why a task is dropped that ended but whose start is not in the trace. */
    public static final String START_UNKNOWN = "its start is not in the trace";

    private static final long WAITS = -1;

    private final Counts counts;
    private final Map<TaskKey, Life> lives = new LinkedHashMap<>();
    private final LongCounter runs = new LongCounter();
    private @Nullable ArrayDeque<Submission> rest;
    private long endedNanos = -1;

    /** What happened to a task. */
    public enum Event {
        /** It was handed in, for the first time or again. */
        SUBMIT,
        /** It was started. */
        START,
        /** The scheduler stopped it, or it got lost: it is still wanted. */
        EVICT,
        /** It came to its own end, or its owner's will. */
        END,
        /** What it asks for changed. */
        UPDATE
    }

    private record TaskKey(long job, long index) {
        long mixed() {
            return LongCounter.mixed(LongCounter.mixed(job) ^ index);
        }
    }

    private static final class Life {
        private final long submitNanos;
        private final TaskClass taskClass;
        private long startNanos = WAITS;
        private long longestNanos;
        private int evictions;

        Life(long submitNanos, TaskClass taskClass) {
            this.submitNanos = submitNanos;
            this.taskClass = taskClass;
        }
    }

    /** Begins with no tasks; counts go to {@code counts}. */
    public AttemptLog(Counts counts) {
        this.counts = counts;
    }

    /** The names of what it counts, for the reader's own list. */
    public static String[] sums() {
        return new String[] {
            "tasks",
            "tasks_running_at_start",
            "tasks_running_at_end",
            "tasks_cut_short",
            "tasks_evicted_kept",
            "attempts_evicted",
            "tasks_submitted_again_after_end"
        };
    }

    /**
     * Takes in what happened next.
     *
     * @param atNanos when; 0 is before the trace, {@link Long#MAX_VALUE} after it
     * @param taskClass what the task asks for now; a change while it waits or runs does not change the task
     * @return a task, if this was its end and it can be replayed
     */
    public @Nullable Submission on(Event event, long atNanos, long job, long index, TaskClass taskClass) {
        var key = new TaskKey(job, index);
        Life life = lives.get(key);
        switch (event) {
            case SUBMIT -> begin(key, life, atNanos, taskClass);
            case START -> {
                Life begun = life == null ? begin(key, null, atNanos, taskClass) : life;
                counts.count("tasks_running_at_start", atNanos == 0 && begun.startNanos == WAITS);
                begun.startNanos = atNanos;
            }
            case EVICT -> {
                if (life != null && life.startNanos != WAITS && atNanos != Long.MAX_VALUE) {
                    life.longestNanos = Math.max(life.longestNanos, atNanos - life.startNanos);
                    life.startNanos = WAITS;
                    life.evictions++;
                    counts.add("attempts_evicted", 1);
                }
            }
            case END -> {
                if (atNanos != Long.MAX_VALUE) {
                    lives.remove(key);
                    endedNanos = atNanos;
                    return end(key, life, atNanos);
                }
            }
            case UPDATE -> {}
        }
        return null;
    }

    private Life begin(TaskKey key, @Nullable Life life, long atNanos, TaskClass taskClass) {
        if (life != null) {
            return life;
        }
        var begun = new Life(atNanos, taskClass);
        lives.put(key, begun);
        counts.add("tasks", 1);
        return begun;
    }

    private @Nullable Submission end(TaskKey key, @Nullable Life life, long atNanos) {
        if (life == null) {
            counts.drop(START_UNKNOWN);
            return null;
        }
        if (life.startNanos == WAITS) {
            return withdrawn(key, life);
        }
        if (atNanos <= life.startNanos) {
            counts.drop(NO_RUN_TIME);
            return null;
        }
        return task(key, life, atNanos - life.startNanos);
    }

    private @Nullable Submission withdrawn(TaskKey key, Life life) {
        if (life.longestNanos == 0) {
            counts.drop(NEVER_STARTED);
            return null;
        }
        counts.add("tasks_cut_short", 1);
        return task(key, life, life.longestNanos);
    }

    private Submission task(TaskKey key, Life life, long workNanos) {
        int run = runs.increment(key.mixed());
        counts.count("tasks_evicted_kept", life.evictions > 0);
        counts.count("tasks_submitted_again_after_end", run > 1);
        String id = key.job + "-" + key.index + (run > 1 ? "#" + run : "");
        return new Submission(id, Long.toString(key.job), life.submitNanos, workNanos, -1, life.taskClass);
    }

    /** When the task returned last came to its end; -1 if it did not. */
    public long endedNanos() {
        return endedNanos;
    }

    /** Returns, one by one, the tasks that had not ended when the trace did; null after the last. */
    public @Nullable Submission next() {
        if (rest == null) {
            rest = new ArrayDeque<>();
            endedNanos = -1;
            for (var entry : lives.entrySet()) {
                Life life = entry.getValue();
                Submission task = null;
                if (life.startNanos != WAITS) {
                    counts.add("tasks_running_at_end", 1);
                    task = task(entry.getKey(), life, Submission.FOREVER);
                } else {
                    task = withdrawn(entry.getKey(), life);
                }
                if (task != null) {
                    rest.add(task);
                }
            }
            lives.clear();
        }
        return rest.poll();
    }
}
