package io.wavetank.sim;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes when tasks of a run are over: tasks that waited for these ({@link Precedence}), and those that users submit next ({@link ClosedLoop}). */
final class Aftermath {
    /** Subject of the arrival of a task that waited for others. */
    private static final int RELEASED = 1;

    /** Subjects from here on are slots of what users submit next; what is below comes of the source. */
    private static final int FOLLOWING = 2;

    private final Agenda agenda;
    private final @Nullable Predecessors predecessors;
    private final @Nullable FollowUps followUps;

    Aftermath(SubmissionSource source, Agenda agenda) throws IOException {
        this.agenda = agenda;
        Precedence precedence = source.precedence();
        this.predecessors = precedence == null ? null : new Predecessors(precedence);
        ClosedLoop loop = source.closedLoop();
        this.followUps = loop == null
                ? null
                : new FollowUps(loop, (nanos, slot) -> agenda.schedule(nanos, EventKind.ARRIVAL, FOLLOWING + slot));
    }

    /** Whether nothing is going to come of it, but for what waits for tasks that are not over. */
    boolean isOver() {
        return (predecessors == null || predecessors.releasedCount() == 0)
                && (followUps == null || followUps.pending() == 0);
    }

    /** Keeps a task until what it waits for has ended; false if there is nothing to wait for. */
    boolean holds(Submission task) {
        return predecessors != null && predecessors.holds(task);
    }

    /** A task entered the system in this row. */
    void entered(Submission submission, int task) {
        if (predecessors != null) {
            predecessors.entered(submission, task);
        }
        if (followUps != null) {
            followUps.entered(submission, task);
        }
    }

    /** A task came to its end: what waited for it alone arrives now, what its user submits next in due time. */
    void finished(long now, int task) throws IOException {
        if (predecessors != null) {
            int before = predecessors.releasedCount();
            predecessors.ended(task);
            arriveSince(before, now, predecessors);
        }
        over(now, task);
    }

    /** A task failed for good: what waits for it, and for that in turn, arrives now to fail, and its user goes on. */
    void failed(long now, int task) throws IOException {
        if (predecessors != null) {
            int before = predecessors.releasedCount();
            predecessors.failed(task);
            arriveSince(before, now, predecessors);
        }
        over(now, task);
    }

    private void arriveSince(int before, long now, Predecessors waiting) {
        for (int i = before; i < waiting.releasedCount(); i++) {
            agenda.schedule(now, EventKind.ARRIVAL, RELEASED);
        }
    }

    private void over(long now, int task) throws IOException {
        if (followUps != null) {
            followUps.over(now, task);
        }
    }

    /** Whether a task waits for what has failed, so that its work cannot begin any more. */
    boolean doomed(Submission task) {
        return predecessors != null && predecessors.doomed(task);
    }

    /** Returns the task that was let go and arrives now; null if the subject of the arrival says that it is none. */
    @Nullable
    Submission released(long now, int subject) {
        return subject == RELEASED && predecessors != null ? predecessors.nextReleased(now) : null;
    }

    /** Returns the task that its user submits now; null if the subject of the arrival says that it is none. */
    @Nullable
    Submission following(int subject) {
        return subject >= FOLLOWING && followUps != null ? followUps.take(subject - FOLLOWING) : null;
    }

    /** The tasks that still wait for others, as if submitted at the end. */
    List<Submission> waiting(long endNanos) {
        return predecessors == null ? List.of() : predecessors.left(endNanos);
    }
}
