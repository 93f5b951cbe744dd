package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;
import io.wavetank.sim.ClosedLoop;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.generate.arrival.ArrivalClock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a generated workload's tasks: its inflows merged in the order of time, ties in the order of the inflows; of users the first jobs, and what
 * follows when these are over.
 */
final class Generator implements SubmissionSource, ClosedLoop {
    private static final double NANOS = 1e9;
    private static final int AHEAD = 32;

    private final Cursor[] inflows;
    private final Quota quota;
    private final boolean closed;
    private final long spanNanos;
    /** Tasks that were made and not yet asked for, followed by the end: many made at once are made faster than one at a time among other things. */
    private final @Nullable Submission[] ahead;

    private int asked;

    Generator(GeneratedWorkload workload, Draws draws) {
        Until until = workload.until();
        this.quota = new Quota(until);
        this.closed = workload.closedLoop();
        this.inflows = workload.inflows().stream()
                .map(inflow -> cursor(inflow, draws.stream(inflow.name())))
                .toArray(Cursor[]::new);
        // with users, what becomes of tasks decides which may come
        this.ahead = new @Nullable Submission[closed ? 1 : AHEAD];
        this.asked = ahead.length;
        double rate = workload.meanTasksPerSecond();
        double end = (double) quota.endNanos();
        double bySize = until.tasks() == Until.NO_TASK_LIMIT || !(rate > 0) ? end : until.tasks() / rate * NANOS;
        long span = (long) Math.min(end, bySize);
        this.spanNanos = span == Long.MAX_VALUE ? 0 : span;
    }

    @Override
    public long spanNanosHint() {
        return spanNanos;
    }

    private Cursor cursor(Inflow inflow, Draws draws) {
        Users users = inflow.users();
        return users == null ? new InflowCursor(inflow, draws) : new UserCursor(inflow, users, draws, quota);
    }

    @Override
    public @Nullable Submission next() {
        if (asked == ahead.length) {
            for (int i = 0; i < ahead.length; i++) {
                ahead[i] = make();
            }
            asked = 0;
        }
        return ahead[asked++];
    }

    private @Nullable Submission make() {
        Cursor first = inflows[0];
        for (int i = 1; i < inflows.length; i++) {
            if (inflows[i].nextNanos() < first.nextNanos()) {
                first = inflows[i];
            }
        }
        long nanos = first.nextNanos();
        return nanos != ArrivalClock.NEVER && quota.admits(nanos) ? first.take() : null;
    }

    @Override
    public @Nullable ClosedLoop closedLoop() {
        return closed ? this : null;
    }

    @Override
    public void over(Submission task, long nowNanos, Consumer<Submission> next) {
        if (task.names() instanceof JobNames names && names.users() != null) {
            names.users().over(task.jobNumber(), nowNanos, next);
        }
    }
}
