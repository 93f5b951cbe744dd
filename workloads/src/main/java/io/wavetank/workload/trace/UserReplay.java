package io.wavetank.workload.trace;

import io.wavetank.sim.ClosedLoop;
import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.TaskNames;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A trace replayed with users who wait: of each user the first batch comes when it was recorded; any other comes its recorded think time after all of the batch
 * before is over. Where a session begins, it comes at its recorded time, or when the batch before is over if that is later. Within a batch, tasks keep their recorded distances.
 * Tasks of nobody in particular come when they were recorded.
 */
final class UserReplay implements SubmissionSource, ClosedLoop {
    private final UserBatches batches;
    private final long originNanos;
    private final long spanNanos;
    private final StreamedSubmissions.Waits waits;
    /** How many tasks of a batch are not over yet; those that never end nobody waits for. */
    private final int[] left;
    /** Whether a batch comes of the source and not of the loop. */
    private final boolean[] first;

    private int rank;

    /** The names of a task in this replay. */
    private record Named(UserReplay replay, String taskId, String jobId) implements TaskNames {
        @Override
        public String id(long job, long index) {
            return taskId;
        }

        @Override
        public String job(long job, long index) {
            return jobId;
        }
    }

    UserReplay(UserBatches batches, long originNanos, long spanNanos, StreamedSubmissions.Waits waits) {
        this.batches = batches;
        this.originNanos = originNanos;
        this.spanNanos = spanNanos;
        this.waits = waits;
        this.left = new int[batches.batches()];
        this.first = new boolean[batches.batches()];
        boolean comes = true;
        for (int batch = 0; batch < left.length; batch++) {
            for (int i = 0; i < batches.tasksOf(batch); i++) {
                left[batch] += batches.isEndless(batches.rank(batch, i)) ? 0 : 1;
            }
            first[batch] = comes;
            comes = !batches.hasNext(batch) || (comes && left[batch] == 0);
        }
    }

    @Override
    public @Nullable Submission next() {
        while (rank < batches.size()) {
            int at = rank++;
            int batch = batches.batch(at);
            if (batch < 0 || first[batch]) {
                Submission task = batches.task(at);
                return named(task, batch, task.submitNanos() - originNanos);
            }
        }
        return null;
    }

    private Submission named(Submission task, int batch, long nanos) {
        return new Submission(
                new Named(this, task.id(), task.job()),
                batch,
                0,
                nanos,
                task.workNanos(),
                task.estimateNanos(),
                task.taskClass());
    }

    @Override
    public ClosedLoop closedLoop() {
        return this;
    }

    @Override
    public void over(Submission task, long nowNanos, Consumer<Submission> next) {
        int batch = (int) task.jobNumber();
        if (batch < 0 || !(task.names() instanceof Named) || --left[batch] > 0) {
            return;
        }
        long now = nowNanos;
        int following = batch;
        while (batches.hasNext(following)) {
            following++;
            now = begin(following, now, next);
            if (left[following] > 0) {
                return;
            }
        }
    }

    /** Submits a batch, and returns when its last task comes. */
    private long begin(int batch, long nowNanos, Consumer<Submission> next) {
        long recorded = batches.submitNanos(batches.rank(batch, 0));
        long at = batches.newSession(batch)
                ? Math.max(nowNanos, recorded - originNanos)
                : Math.addExact(nowNanos, batches.thinkNanos(batch));
        long last = at;
        for (int i = 0; i < batches.tasksOf(batch); i++) {
            Submission task = batches.task(batches.rank(batch, i));
            last = at + task.submitNanos() - recorded;
            next.accept(named(task, batch, last));
        }
        return last;
    }

    @Override
    public long spanNanosHint() {
        return spanNanos;
    }

    @Override
    public @Nullable Precedence precedence() throws IOException {
        return waits.precedence();
    }
}
