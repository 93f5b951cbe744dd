package io.wavetank.sim;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a workload with a {@link ClosedLoop} would submit if nothing ever waited: every task begins when it is submitted and runs at speed 1.0. It is what
 * users offer, and what is written where a file can hold no users. What is held in memory are the tasks that run and those that users will submit next.
 */
public final class WithoutWaiting implements SubmissionSource {
    private record Due(long nanos, long number, Submission task) {
        static final Comparator<Due> ORDER =
                Comparator.comparingLong(Due::nanos).thenComparingLong(Due::number);
    }

    private final SubmissionSource source;
    private final ClosedLoop loop;
    private final PriorityQueue<Due> ends = new PriorityQueue<>(Due.ORDER);
    private final PriorityQueue<Due> following = new PriorityQueue<>(Due.ORDER);
    private @Nullable Submission ahead;
    private boolean begun;
    private long number;

    private WithoutWaiting(SubmissionSource source, ClosedLoop loop) {
        this.source = source;
        this.loop = loop;
    }

    /** Returns the source as if nothing waited; one without a closed loop is returned as it is. */
    public static SubmissionSource of(SubmissionSource source) {
        ClosedLoop loop = source.closedLoop();
        return loop == null ? source : new WithoutWaiting(source, loop);
    }

    @Override
    public @Nullable Submission next() throws IOException {
        if (!begun) {
            begun = true;
            ahead = source.next();
        }
        while (!ends.isEmpty() && ends.element().nanos() <= nextNanos()) {
            Due end = ends.remove();
            loop.over(end.task(), end.nanos(), this::follow);
        }
        Submission task = take();
        if (task != null && task.workNanos() != Submission.FOREVER) {
            ends.add(new Due(Math.addExact(task.submitNanos(), task.workNanos()), number++, task));
        }
        return task;
    }

    private void follow(Submission task) {
        following.add(new Due(task.submitNanos(), number++, task));
    }

    private long nextNanos() {
        Submission own = ahead;
        long nanos = own == null ? Long.MAX_VALUE : own.submitNanos();
        return following.isEmpty() ? nanos : Math.min(nanos, following.element().nanos());
    }

    private @Nullable Submission take() throws IOException {
        Submission own = ahead;
        if (!following.isEmpty() && (own == null || following.element().nanos() < own.submitNanos())) {
            return following.remove().task();
        }
        if (own != null) {
            ahead = source.next();
        }
        return own;
    }

    @Override
    public long spanNanosHint() {
        return source.spanNanosHint();
    }

    @Override
    public @Nullable Precedence precedence() throws IOException {
        return source.precedence();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
