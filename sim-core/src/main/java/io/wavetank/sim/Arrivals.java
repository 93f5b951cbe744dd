package io.wavetank.sim;

import io.wavetank.policy.Admission;
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
    private final @Nullable Admittance admittance;
    private final @Nullable Failovers guards;
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
            Execution execution,
            @Nullable Admittance admittance,
            @Nullable Failovers guards) {
        this.guards = guards;
        this.source = source;
        this.aftermath = aftermath;
        this.agenda = agenda;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.control = control;
        this.recorder = recorder;
        this.listener = listener;
        this.execution = execution;
        this.admittance = admittance;
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
            agenda.arriveAt(submission.submitNanos());
        }
    }

    /** Whether no task is going to come, but for those that wait for others. */
    boolean isOver() {
        return next == null && aftermath.isOver() && (admittance == null || admittance.waiting() == 0);
    }

    /** A task comes. */
    void arrive(long now, int subject) throws IOException {
        if (subject < 0) {
            tryAgain(now, -1 - subject);
            return;
        }
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

    private void submit(long now, Submission asked, boolean fromSource) throws IOException {
        Submission submission = asked;
        if (admittance != null && asked.boundNode() < 0 && !aftermath.doomed(asked)) {
            Admission.Answer answer = admittance.ask(now, asked, 0);
            if (!answer.isAdmitted()) {
                refused(now, asked, answer, fromSource);
                return;
            }
            submission = asked.asking(answer.task());
        }
        int task = enter(now, submission);
        if (fromSource) {
            readNext();
        }
        if (aftermath.doomed(submission)) {
            fail(now, task, "a task that it waits for has failed");
        } else if (submission.boundNode() >= 0) {
            found(now, task, submission.boundNode());
        } else if (guards == null || guards.admits(now, task)) {
            control.taskSubmitted(now, tasks.view(task));
        }
    }

    /** A task that is not let in waits outside, or fails. */
    private void refused(long now, Submission asked, Admission.Answer answer, boolean fromSource) throws IOException {
        if (admittance != null && admittance.triesAgain()) {
            waitOutside(now, asked, 1, answer.reason());
            if (fromSource) {
                readNext();
            }
            return;
        }
        int task = enter(now, asked, false);
        if (fromSource) {
            readNext();
        }
        fail(now, task, answer.reason());
    }

    private void waitOutside(long now, Submission task, int times, String reason) {
        if (admittance != null) {
            int slot = admittance.keep(task, times, reason);
            agenda.schedule(Math.addExact(now, admittance.waitNanos(times)), EventKind.ARRIVAL, -1 - slot);
        }
    }

    /** A task that was refused is asked for again. If nothing else is going to happen, nothing will be given back. */
    private void tryAgain(long now, int slot) throws IOException {
        if (admittance == null) {
            throw new IllegalStateException("Nobody is asked, and a task was refused");
        }
        Submission task = admittance.task(slot);
        int times = admittance.refusals(slot);
        Admission.Answer answer = admittance.ask(now, task, times);
        if (answer.isAdmitted()) {
            admittance.release(slot);
            int row = enter(now, task.asking(answer.task()));
            if (guards == null || guards.admits(now, row)) {
                control.taskSubmitted(now, tasks.view(row));
            }
        } else if (agenda.size() == admittance.waiting() - 1) {
            admittance.giveUp(slot);
        } else {
            admittance.release(slot);
            waitOutside(now, task, times + 1, answer.reason());
        }
    }

    /** A task whose work cannot begin any more ends as it came. */
    private void fail(long now, int task, String why) throws IOException {
        tasks.stop(task, TaskState.FAILED, why);
        recorder.failedWaiting(now, task);
        listener.event(now, RunListener.Moment.FAILED, tasks, task);
        listener.finalState(tasks, task, TaskState.FAILED, now);
        aftermath.failed(now, task);
        tasks.leave(task);
    }

    /** A task comes that is in no source; answers its row, or -1 if it is not let in. */
    int submitted(long now, Submission asked) throws IOException {
        Submission submission = asked;
        if (admittance != null) {
            Admission.Answer answer = admittance.ask(now, asked, 0);
            if (!answer.isAdmitted()) {
                return -1;
            }
            submission = asked.asking(answer.task());
        }
        int task = enter(now, submission);
        control.taskSubmitted(now, tasks.view(task));
        return task;
    }

    private int enter(long now, Submission submission) throws IOException {
        return enter(now, submission, true);
    }

    private int enter(long now, Submission submission, boolean admitted) throws IOException {
        if (submission.taskClass().resourceCount() > cluster.resourceCount()) {
            throw new IllegalArgumentException(
                    "Task " + submission.id() + " asks for a resource that the cluster does not know");
        }
        int task = tasks.enter(guards == null ? submission : guards.spread(submission));
        if (admittance != null && admitted) {
            admittance.entered(task, submission.taskClass(), submission.boundNode() < 0);
        }
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
            tasks.setReason(enter(endNanos, submission, false), "waits for tasks that have not ended");
        }
        if (admittance != null) {
            admittance.eachLeft((submission, reason) -> tasks.setReason(enter(endNanos, submission, false), reason));
        }
    }
}
