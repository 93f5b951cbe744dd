package io.wavetank.sim;

import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How the tasks of a workload come into the system: at their own times, whatever becomes of those before; only those that wait for others
 * ({@link Precedence}) come when these have ended, and those of users who wait ({@link ClosedLoop}) when their users submit them.
 */
final class Arrivals {
    private final SubmissionSource source;
    private final Aftermath aftermath;
    private final Agenda agenda;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final ControlPlane control;
    private final Recorder recorder;
    private final RunListener listener;
    private final Execution execution;
    private @Nullable Submission next;
    private long lastSubmitNanos;

    Arrivals(
            SubmissionSource source,
            Aftermath aftermath,
            Agenda agenda,
            Cluster cluster,
            ControlPlane control,
            Recorder recorder,
            RunListener listener,
            Execution execution) {
        this.source = source;
        this.aftermath = aftermath;
        this.agenda = agenda;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.control = control;
        this.recorder = recorder;
        this.listener = listener;
        this.execution = execution;
    }

    /** Reads the next task of the source, and notes when it comes. */
    void readNext() throws IOException {
        Submission submission = source.next();
        next = submission;
        if (submission != null) {
            if (submission.submitNanos() < lastSubmitNanos) {
                throw new IllegalArgumentException("Task " + submission.id() + " is out of time order: submitted at "
                        + submission.submitNanos() + " ns, after one at " + lastSubmitNanos + " ns");
            }
            lastSubmitNanos = submission.submitNanos();
            agenda.scheduleInLane(Agenda.ARRIVAL_LANE, submission.submitNanos(), EventKind.ARRIVAL);
        }
    }

    /** Whether no task is going to come, but for those that wait for others. */
    boolean isOver() {
        return next == null && aftermath.isOver();
    }

    /** A task comes. */
    void arrive(long now, int subject) throws IOException {
        Submission released = aftermath.released(now, subject);
        if (released != null) {
            submit(now, released, false);
            return;
        }
        Submission following = aftermath.following(subject);
        Submission submission = following == null ? next : following;
        if (submission == null) {
            throw new IllegalStateException("An arrival without a submission");
        }
        if (!aftermath.holds(submission)) {
            submit(now, submission, following == null);
        } else if (following == null) {
            readNext();
        }
    }

    private void submit(long now, Submission submission, boolean fromSource) throws IOException {
        int task = enter(now, submission);
        if (fromSource) {
            readNext();
        }
        if (aftermath.doomed(submission)) {
            fail(now, task);
        } else if (submission.boundNode() >= 0) {
            found(now, task, submission.boundNode());
        } else {
            control.taskSubmitted(now, tasks.view(task));
        }
    }

    /** A task whose work cannot begin any more ends as it came. */
    private void fail(long now, int task) throws IOException {
        tasks.stop(task, TaskState.FAILED, "a task that it waits for has failed");
        recorder.failedWaiting(now, task);
        listener.event(now, RunListener.Moment.FAILED, tasks, task);
        listener.finalState(tasks, task, TaskState.FAILED, now);
        aftermath.failed(now, task);
        tasks.leave(task);
    }

    /** A task comes that is in no source; answers its row. */
    int submitted(long now, Submission submission) throws IOException {
        int task = enter(now, submission);
        control.taskSubmitted(now, tasks.view(task));
        return task;
    }

    private int enter(long now, Submission submission) throws IOException {
        if (submission.taskClass().resourceCount() > cluster.resources().count()) {
            throw new IllegalArgumentException(
                    "Task " + submission.id() + " asks for a resource that the cluster does not know");
        }
        int task = tasks.enter(submission);
        tasks.queue(task, now);
        recorder.submitted(now, task);
        listener.event(now, RunListener.Moment.SUBMITTED, tasks, task);
        aftermath.entered(submission, task);
        return task;
    }

    /** A task is on its node already; it holds its requests there even if the node offers less. */
    private void found(long now, int task, int node) throws IOException {
        if (node >= cluster.nodeCount() || tasks.taskClass(task).gpuCount() > 0) {
            throw new IllegalArgumentException("Task " + tasks.id(task) + " cannot have been on node " + node
                    + ": there is no such node, or which devices it uses is unknown");
        }
        execution.start(now, task, node, 0);
        control.taskFound(now, tasks.view(task), node);
    }

    /** What still waits for others enters in the end, so that it is counted as what it is: never placed. */
    void enterWaiting(long endNanos) throws IOException {
        for (Submission submission : aftermath.waiting(endNanos)) {
            tasks.setReason(enter(endNanos, submission), "waits for tasks that have not ended");
        }
    }
}
