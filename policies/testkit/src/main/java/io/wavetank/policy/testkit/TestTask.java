package io.wavetank.policy.testkit;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;

/** One task as the driver, or a table, shows it to a policy. */
public final class TestTask implements TaskView {
    private final TaskSpec spec;
    private final int index;
    private final long sequence;
    private final int classIndex;
    private int attempts;
    private int node = -1;
    private long devices;
    private long startNanos = -1;
    private long graceEndNanos = -1;
    private long holdEndNanos = -1;

    /**
     * What a task is before anything happens to it.
     *
     * @param id its name
     * @param taskClass what it asks for
     * @param submitNanos when it is submitted
     * @param runNanos how long it runs
     * @param estimateNanos how long its owner says that it will run; -1 if nobody said
     */
    public record TaskSpec(String id, TaskClass taskClass, long submitNanos, long runNanos, long estimateNanos) {}

    /** Creates a waiting task with its numbers. */
    public TestTask(TaskSpec spec, int index, long sequence, int classIndex) {
        this.spec = spec;
        this.index = index;
        this.sequence = sequence;
        this.classIndex = classIndex;
    }

    /** Returns the waiting task number 0 of a class, submitted at time 0. */
    public static TestTask of(TaskClass taskClass) {
        return of(taskClass, 0);
    }

    /** Returns a waiting task of a class with a sequence number, which its draws depend on. */
    public static TestTask of(TaskClass taskClass, long sequence) {
        return new TestTask(new TaskSpec("task", taskClass, 0, 1, -1), 0, sequence, 0);
    }

    /** What the task was made from. */
    public TaskSpec spec() {
        return spec;
    }

    /** Whether it waits for a place. */
    public boolean waiting() {
        return node < 0;
    }

    void start(int onNode, long nowNanos) {
        holdEndNanos = -1;
        node = onNode;
        startNanos = nowNanos;
        attempts++;
    }

    void stopAt(long nanos) {
        graceEndNanos = nanos;
    }

    void hold(int onNode, long untilNanos) {
        node = onNode;
        holdEndNanos = untilNanos;
    }

    /** It has these devices from now on, as long as it has a place. */
    void takes(long bits) {
        devices = bits;
    }

    void stop() {
        node = -1;
        devices = 0;
        startNanos = -1;
        graceEndNanos = -1;
        holdEndNanos = -1;
    }

    /** Whether it runs, and is not being stopped. */
    boolean running() {
        return node >= 0 && !held() && !stopping();
    }

    /** When it loses its place if nothing happens before: the end of its grace period or the deadline of what is held for it; -1 if never. */
    long losesPlaceNanos() {
        return Math.max(graceEndNanos, holdEndNanos);
    }

    @Override
    public boolean stopping() {
        return graceEndNanos >= 0;
    }

    @Override
    public boolean held() {
        return holdEndNanos >= 0;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public String id() {
        return spec.id();
    }

    /** As its label {@code job} says. */
    @Override
    public String job() {
        return taskClass().labels().getOrDefault("job", "");
    }

    @Override
    public TaskClass taskClass() {
        return spec.taskClass();
    }

    @Override
    public int classIndex() {
        return classIndex;
    }

    @Override
    public long submitNanos() {
        return spec.submitNanos();
    }

    @Override
    public long estimateNanos() {
        return spec.estimateNanos();
    }

    @Override
    public int attempts() {
        return attempts;
    }

    @Override
    public int node() {
        return node;
    }

    @Override
    public long devices() {
        return devices;
    }

    @Override
    public long startNanos() {
        return startNanos;
    }
}
