package io.wavetank.sim.cluster;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.sim.Submission;
import io.wavetank.sim.TaskNames;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tasks in the system: a row from submission to final end, then the row is given to another task. Times are nanoseconds since the start
 * of the run, -1 for what has not happened.
 *
 * <p>A row's numbers stand side by side in one array, apart from those that events do not touch: an event touches most of one row and nothing of its
 * neighbours, so a row costs a cache line where a column for each number would cost as many as there are numbers.
 */
public final class TaskTable {
    // what the end of a task looks at stands together at the front
    private static final int SUBMIT = 0;
    private static final int WORK = 1;
    /** The class's number above, the node's below. */
    private static final int CLASS_NODE = 2;
    /** A {@link Progress}. */
    private static final int PROGRESS = 3;

    private static final int SEQUENCE = 4;
    private static final int START = 5;
    private static final int JOB = 6;
    /** The number of what tells its name above, its index in its job below. */
    private static final int INDEX = 7;

    private static final int INDEX_BITS = Long.SIZE - NameNumbers.BITS;
    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    private static final int STRIDE_BITS = 3;
    private static final long LOW = 0xffff_ffffL;

    /** Numbers that most rows do not have; whether one does, its progress says. */
    private static final int ESTIMATE = 0;

    private static final int QUEUED = 1;
    private static final int DEVICES = 2;
    private static final int RARE_BITS = 2;

    private final TaskClasses classes = new TaskClasses();
    private int highest;
    private int[] freeRows = new int[64];
    private int freeCount;
    private long submitted;

    private long[] numbers = new long[64 << STRIDE_BITS];
    /** By row; not for all rows, as most runs have none. */
    private long[] rareNumbers = {};

    private final NameNumbers names = new NameNumbers();
    /** By row, likewise. */
    private @Nullable Object[] reasons = {};

    private final Nominations nominations = new Nominations();
    /** Who is on which node; kept where somebody asks. */
    private @Nullable PlacedTasks placed;

    /** Keeps from now on who is on which node, so that {@link #firstOn} can be asked. */
    public void keepPlaces() {
        placed = new PlacedTasks();
    }

    /** Puts rows into the order of submission, and returns them. */
    public int[] inOrder(int[] rows) {
        long[] sequences = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            sequences[i] = sequence(rows[i]);
        }
        Arrays.sort(sequences);
        int[] sorted = new int[rows.length];
        for (int row : rows) {
            sorted[Arrays.binarySearch(sequences, sequence(row))] = row;
        }
        return sorted;
    }

    /** A task that has a place on a node, or -1; {@link #keepPlaces} was called before anything was placed. */
    public int firstOn(int node) {
        return placed == null ? -1 : placed.first(node);
    }

    /** The next one on the same node after a task, or -1. */
    public int nextOn(int task) {
        return placed == null ? -1 : placed.after(task);
    }

    /** Takes in a task, pending, and returns its row. */
    public int enter(Submission submission) {
        int task = freeCount > 0 ? freeRows[--freeCount] : newRow();
        int at = task << STRIDE_BITS;
        numbers[at + SEQUENCE] = submitted++;
        numbers[at + SUBMIT] = submission.submitNanos();
        numbers[at + START] = -1;
        numbers[at + WORK] = submission.workNanos();
        int classNumber = classes.enter(submission.taskClass());
        numbers[at + CLASS_NODE] = (long) classNumber << 32 | LOW;
        numbers[at + JOB] = submission.jobNumber();
        numbers[at + INDEX] = numbered(submission, classNumber);
        numbers[at + PROGRESS] = submission.boundNode() < 0 ? Progress.PENDING : Progress.PENDING | Progress.FOUND;
        if (submission.estimateNanos() >= 0) {
            setRare(task, ESTIMATE, Progress.HAS_ESTIMATE, submission.estimateNanos());
        }
        return task;
    }

    private long numbered(Submission submission, int classNumber) {
        if ((submission.index() & ~INDEX_MASK) != 0) {
            throw new IllegalArgumentException("Task " + submission.id()
                    + " has a number in its job that is negative or of over 40 bits: " + submission.index());
        }
        return (long) names.enter(submission.names(), classNumber) << INDEX_BITS | submission.index();
    }

    private int newRow() {
        if (highest == freeRows.length) {
            int rows = 2 * highest;
            freeRows = Arrays.copyOf(freeRows, rows);
            numbers = Arrays.copyOf(numbers, Math.multiplyExact(rows, 1 << STRIDE_BITS));
        }
        return highest++;
    }

    /** Lets a task go; its row may be given out again at once. */
    public void leave(int task) {
        int at = task << STRIDE_BITS;
        forgetReason(task, numbers[at + PROGRESS]);
        nominations.forget(task);
        classes.leave(classIndex(task));
        names.leave((int) (numbers[at + INDEX] >>> INDEX_BITS));
        numbers[at + PROGRESS] = Progress.FREE;
        freeRows[freeCount++] = task;
    }

    /**
     * Reads rows, so that they are in the nearest cache when they are needed, and puts in the place of each number that of the node which the row
     * names, or -1. Numbers that are not those of rows are passed over.
     *
     * @return a sum of what was read, of no meaning, so that it had to be read
     */
    public long fetch(int[] rows, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row >= 0 && row < highest) {
                int at = row << STRIDE_BITS;
                sum += numbers[at] + numbers[at + INDEX]; // a row need not begin where a cache line does
                rows[i] = (int) numbers[at + CLASS_NODE];
            } else {
                rows[i] = -1;
            }
        }
        return sum;
    }

    /** One more than the highest row ever used. */
    public int rows() {
        return highest;
    }

    /** Whether the row holds a task. */
    public boolean alive(int task) {
        return task >= 0 && task < highest && number(task, PROGRESS) != Progress.FREE;
    }

    /** Returns the row as policies see it: a new object, which is cheaper than to fetch a kept one from memory. */
    public TaskView view(int task) {
        return new TaskRow(this, task);
    }

    private long number(int task, int column) {
        return numbers[(task << STRIDE_BITS) + column];
    }

    private long rare(int task, int column, long flag, long otherwise) {
        return Progress.has(number(task, PROGRESS), flag) ? rareNumbers[(task << RARE_BITS) + column] : otherwise;
    }

    private void setRare(int task, int column, long flag, long value) {
        if (task >= rareNumbers.length >> RARE_BITS) {
            rareNumbers = Arrays.copyOf(rareNumbers, Math.multiplyExact(freeRows.length, 1 << RARE_BITS));
        }
        rareNumbers[(task << RARE_BITS) + column] = value;
        numbers[(task << STRIDE_BITS) + PROGRESS] |= flag;
    }

    /** Moves a task on in its life; its reason and devices are gone. */
    private void progress(int task, long attempts, TaskState state) {
        int at = (task << STRIDE_BITS) + PROGRESS;
        numbers[at] = Progress.next(numbers[at], attempts, state);
    }

    private TaskNames names(int task) {
        return names.get((int) (number(task, INDEX) >>> INDEX_BITS));
    }

    private long index(int task) {
        return number(task, INDEX) & INDEX_MASK;
    }

    /** The task's place in the order of submission, from 0. */
    public long sequence(int task) {
        return number(task, SEQUENCE);
    }

    /** The task's class. */
    public TaskClass taskClass(int task) {
        return classes.get(classIndex(task));
    }

    /** The number of the task's class. */
    public int classIndex(int task) {
        return (int) (number(task, CLASS_NODE) >>> 32);
    }

    /** Notes that it asks for something else from now on. */
    public void become(int task, TaskClass taskClass) {
        int at = (task << STRIDE_BITS) + CLASS_NODE;
        int before = classIndex(task);
        numbers[at] = (long) classes.enter(taskClass) << 32 | (numbers[at] & LOW);
        classes.leave(before);
    }

    /** When it was submitted. */
    public long submitNanos(int task) {
        return number(task, SUBMIT);
    }

    /** When it first entered the scheduler's queue: at its submission, if nothing else was noted. */
    public long queuedNanos(int task) {
        return rare(task, QUEUED, Progress.HAS_QUEUED, submitNanos(task));
    }

    /** What it was said to run for; -1 if nothing was. */
    long estimateNanos(int task) {
        return rare(task, ESTIMATE, Progress.HAS_ESTIMATE, -1);
    }

    /** When the decision to start it took effect; the latest, if it was started more than once. */
    public long decidedNanos(int task) {
        return number(task, START); // until there is a way from the decision to the start that takes time
    }

    /** When it started; the latest, if it was started more than once. */
    public long startNanos(int task) {
        return number(task, START);
    }

    /** How long it runs at speed 1.0. */
    public long workNanos(int task) {
        return number(task, WORK);
    }

    /** The node that it runs on, or ran on last; -1 if it never ran. */
    public int node(int task) {
        return (int) number(task, CLASS_NODE);
    }

    /** The GPU devices that it uses. */
    public long devices(int task) {
        return rare(task, DEVICES, Progress.HAS_DEVICES, 0);
    }

    /** How often it was started. */
    public int attempts(int task) {
        return Progress.attempts(number(task, PROGRESS));
    }

    /** Where it is in its life. */
    public TaskState state(int task) {
        return Progress.state(number(task, PROGRESS));
    }

    /** Its name in the workload. */
    public String id(int task) {
        return names(task).id(number(task, JOB), index(task));
    }

    /** The job that it belongs to. */
    public String job(int task) {
        return names(task).job(number(task, JOB), index(task));
    }

    /** Why it is not running, in the scheduler's words (a value whose {@code toString} is the text); null if nothing was said. */
    public @Nullable Object reason(int task) {
        return Progress.has(number(task, PROGRESS), Progress.HAS_REASON) ? reasons[task] : null;
    }

    /** Whether it was on its node from its submission on, so that no scheduler of this run ever decided that. */
    public boolean found(int task) {
        return Progress.has(number(task, PROGRESS), Progress.FOUND);
    }

    /** Whether an event is to come that ends the state that it is in. */
    public boolean hasEnd(int task) {
        return end(task) >= 0;
    }

    /** Where the event stands that will end the state that it is in, in the terms of the queue; -1 if there is none. */
    public int end(int task) {
        return Progress.end(number(task, PROGRESS));
    }

    /** Notes where the event stands from now on that will end the state that it is in; -1 if there is none any more. */
    public void endAt(int task, int place) {
        int at = (task << STRIDE_BITS) + PROGRESS;
        numbers[at] = Progress.endingAt(numbers[at], place);
    }

    /** Notes that it entered the scheduler's queue. */
    public void queue(int task, long nowNanos) {
        if (nowNanos != submitNanos(task) && !Progress.has(number(task, PROGRESS), Progress.HAS_QUEUED)) {
            setRare(task, QUEUED, Progress.HAS_QUEUED, nowNanos);
        }
    }

    /** Notes why it is not running. */
    public void setReason(int task, @Nullable Object why) {
        int at = (task << STRIDE_BITS) + PROGRESS;
        if (why != null) {
            if (task >= reasons.length) {
                reasons = Arrays.copyOf(reasons, freeRows.length);
            }
            reasons[task] = why;
            numbers[at] |= Progress.HAS_REASON;
        } else if (Progress.has(numbers[at], Progress.HAS_REASON)) {
            reasons[task] = null;
            numbers[at] &= ~Progress.HAS_REASON;
        }
    }

    /** Notes that it started. */
    public void start(int task, long nowNanos, int onNode, long onDevices) {
        int at = task << STRIDE_BITS;
        numbers[at + START] = nowNanos;
        numbers[at + CLASS_NODE] = (numbers[at + CLASS_NODE] & ~LOW) | onNode;
        nominations.forget(task);
        long before = numbers[at + PROGRESS];
        forgetReason(task, before);
        numbers[at + PROGRESS] = Progress.started(before);
        if (placed != null) {
            placed.add(task, onNode);
        }
        if (onDevices != 0) {
            setRare(task, DEVICES, Progress.HAS_DEVICES, onDevices);
        }
    }

    /** Notes that a place is held for it. */
    public void hold(int task, int onNode, long onDevices) {
        int at = task << STRIDE_BITS;
        numbers[at + CLASS_NODE] = (numbers[at + CLASS_NODE] & ~LOW) | onNode;
        setReason(task, null);
        place(task, TaskState.HELD, onDevices);
        if (placed != null) {
            placed.add(task, onNode);
        }
    }

    /** Notes that it keeps its place only for a while, and why. */
    public void stopping(int task, Object why) {
        setReason(task, null);
        place(task, TaskState.STOPPING, devices(task));
        setReason(task, why);
    }

    /** Notes that the place that was held for it is given up. */
    public void release(int task) {
        if (attempts(task) == 0) {
            numbers[(task << STRIDE_BITS) + CLASS_NODE] |= LOW;
        }
        boolean lost = Progress.has(number(task, PROGRESS), Progress.LOST);
        stop(task, attempts(task) == 0 ? TaskState.PENDING : lost ? TaskState.LOST : TaskState.EVICTED, null);
    }

    private void place(int task, TaskState state, long onDevices) {
        int at = (task << STRIDE_BITS) + PROGRESS;
        long reason = numbers[at] & Progress.HAS_REASON;
        progress(task, attempts(task), state);
        numbers[at] |= reason;
        if (onDevices != 0) {
            setRare(task, DEVICES, Progress.HAS_DEVICES, onDevices);
        }
    }

    /** Notes that its node is lost, and why. */
    public void lose(int task, Object why) {
        stop(task, TaskState.LOST, why);
        numbers[(task << STRIDE_BITS) + PROGRESS] |= Progress.LOST;
    }

    /** Notes the end of the run: what was being stopped still runs. */
    public void keepRunning(int task) {
        place(task, TaskState.RUNNING, devices(task));
    }

    /** Nominates it for a node; -1 for none. */
    public void nominate(int task, int forNode) {
        nominations.set(task, forNode);
    }

    /** The node that it is nominated for, or -1. */
    public int nominatedNode(int task) {
        return nominations.of(task);
    }

    /** Notes that it is off its node. */
    public void stop(int task, TaskState into, @Nullable Object why) {
        int at = (task << STRIDE_BITS) + PROGRESS;
        long before = numbers[at];
        forgetReason(task, before);
        numbers[at] = Progress.next(before, Progress.attempts(before), into);
        if (placed != null) {
            placed.remove(task);
        }
        if (why != null) {
            setReason(task, why);
        }
    }

    private void forgetReason(int task, long progress) {
        if (Progress.has(progress, Progress.HAS_REASON)) {
            reasons[task] = null;
        }
    }
}
