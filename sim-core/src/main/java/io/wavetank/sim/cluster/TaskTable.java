package io.wavetank.sim.cluster;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.sim.Submission;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tasks in the system, in columns: a row from submission to final end, then the row is given to another task. Times are nanoseconds
 * since the start of the run, -1 for what has not happened.
 */
public final class TaskTable {
    private final TaskClasses classes = new TaskClasses();
    private int capacity = 64;
    private int highest;
    private int[] freeRows = new int[capacity];
    private int freeCount;
    private long submitted;

    private long[] sequence = new long[capacity];
    private int[] classIndex = new int[capacity];
    private long[] submit = new long[capacity];
    private long[] queued = new long[capacity];
    private long[] decided = new long[capacity];
    private long[] start = new long[capacity];
    private long[] work = new long[capacity];
    private long[] estimate = new long[capacity];
    private int[] node = new int[capacity];
    private long[] devices = new long[capacity];
    private int[] attempts = new int[capacity];
    private int[] endEvent = new int[capacity];
    private TaskState[] state = new TaskState[capacity];
    private String[] id = new String[capacity];
    private String[] job = new String[capacity];
    private @Nullable Object[] reason = new @Nullable Object[capacity];
    private TaskView[] views = new TaskView[capacity];

    /** Takes in a task, pending, and returns its row. */
    public int enter(Submission submission) {
        int task = freeCount > 0 ? freeRows[--freeCount] : newRow();
        sequence[task] = submitted++;
        classIndex[task] = classes.enter(submission.taskClass());
        submit[task] = submission.submitNanos();
        queued[task] = -1;
        decided[task] = -1;
        start[task] = -1;
        work[task] = submission.workNanos();
        estimate[task] = submission.estimateNanos();
        node[task] = -1;
        devices[task] = 0;
        attempts[task] = 0;
        endEvent[task] = -1;
        state[task] = TaskState.PENDING;
        id[task] = submission.id();
        job[task] = submission.job();
        reason[task] = null;
        return task;
    }

    private int newRow() {
        if (highest == capacity) {
            grow();
        }
        views[highest] = new Row(highest);
        return highest++;
    }

    private void grow() {
        capacity *= 2;
        freeRows = Arrays.copyOf(freeRows, capacity);
        sequence = Arrays.copyOf(sequence, capacity);
        classIndex = Arrays.copyOf(classIndex, capacity);
        submit = Arrays.copyOf(submit, capacity);
        queued = Arrays.copyOf(queued, capacity);
        decided = Arrays.copyOf(decided, capacity);
        start = Arrays.copyOf(start, capacity);
        work = Arrays.copyOf(work, capacity);
        estimate = Arrays.copyOf(estimate, capacity);
        node = Arrays.copyOf(node, capacity);
        devices = Arrays.copyOf(devices, capacity);
        attempts = Arrays.copyOf(attempts, capacity);
        endEvent = Arrays.copyOf(endEvent, capacity);
        state = Arrays.copyOf(state, capacity);
        id = Arrays.copyOf(id, capacity);
        job = Arrays.copyOf(job, capacity);
        reason = Arrays.copyOf(reason, capacity);
        views = Arrays.copyOf(views, capacity);
    }

    /** Lets a task go; its row may be given out again at once. */
    public void leave(int task) {
        classes.leave(classIndex[task]);
        sequence[task] = -1;
        freeRows[freeCount++] = task;
    }

    /** One more than the highest row ever used. */
    public int rows() {
        return highest;
    }

    /** Whether the row holds a task. */
    public boolean alive(int task) {
        return task >= 0 && task < highest && sequence[task] >= 0;
    }

    /** Returns the row as policies see it. */
    public TaskView view(int task) {
        return views[task];
    }

    /** The task's place in the order of submission, from 0. */
    public long sequence(int task) {
        return sequence[task];
    }

    /** The task's class. */
    public TaskClass taskClass(int task) {
        return classes.get(classIndex[task]);
    }

    /** The number of the task's class. */
    public int classIndex(int task) {
        return classIndex[task];
    }

    /** When it was submitted. */
    public long submitNanos(int task) {
        return submit[task];
    }

    /** When it first entered the scheduler's queue. */
    public long queuedNanos(int task) {
        return queued[task];
    }

    /** When the decision to start it took effect; the latest, if it was started more than once. */
    public long decidedNanos(int task) {
        return decided[task];
    }

    /** When it started; the latest, if it was started more than once. */
    public long startNanos(int task) {
        return start[task];
    }

    /** How long it runs at speed 1.0. */
    public long workNanos(int task) {
        return work[task];
    }

    /** The node that it runs on, or ran on last; -1 if it never ran. */
    public int node(int task) {
        return node[task];
    }

    /** The GPU devices that it uses. */
    public long devices(int task) {
        return devices[task];
    }

    /** How often it was started. */
    public int attempts(int task) {
        return attempts[task];
    }

    /** Where it is in its life. */
    public TaskState state(int task) {
        return state[task];
    }

    /** Its name in the workload. */
    public String id(int task) {
        return id[task];
    }

    /** The job that it belongs to. */
    public String job(int task) {
        return job[task];
    }

    /** Why it is not running, in the scheduler's words (a value whose {@code toString} is the text); null if nothing was said. */
    public @Nullable Object reason(int task) {
        return reason[task];
    }

    /** The handle of the event that will end it, or -1. */
    public int endEvent(int task) {
        return endEvent[task];
    }

    /** Notes that it entered the scheduler's queue. */
    public void queue(int task, long nowNanos) {
        if (queued[task] < 0) {
            queued[task] = nowNanos;
        }
    }

    /** Notes why it is not running. */
    public void setReason(int task, @Nullable Object why) {
        reason[task] = why;
    }

    /** Notes that it started. */
    public void start(int task, long nowNanos, int onNode, long onDevices, int endEventHandle) {
        decided[task] = nowNanos;
        start[task] = nowNanos;
        node[task] = onNode;
        devices[task] = onDevices;
        endEvent[task] = endEventHandle;
        attempts[task]++;
        state[task] = TaskState.RUNNING;
        reason[task] = null;
    }

    /** Notes that it is off its node. */
    public void stop(int task, TaskState into, @Nullable String why) {
        endEvent[task] = -1;
        state[task] = into;
        reason[task] = why;
    }

    private final class Row implements TaskView {
        private final int row;

        Row(int row) {
            this.row = row;
        }

        @Override
        public int index() {
            return row;
        }

        @Override
        public long sequence() {
            return sequence[row];
        }

        @Override
        public String id() {
            return id[row];
        }

        @Override
        public TaskClass taskClass() {
            return classes.get(classIndex[row]);
        }

        @Override
        public int classIndex() {
            return classIndex[row];
        }

        @Override
        public long submitNanos() {
            return submit[row];
        }

        @Override
        public long estimateNanos() {
            return estimate[row];
        }

        @Override
        public int attempts() {
            return attempts[row];
        }

        @Override
        public int node() {
            return state[row] == TaskState.RUNNING ? node[row] : -1;
        }

        @Override
        public long startNanos() {
            return state[row] == TaskState.RUNNING ? start[row] : -1;
        }
    }
}
