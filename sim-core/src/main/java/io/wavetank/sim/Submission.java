package io.wavetank.sim;

import io.wavetank.policy.TaskClass;

/**
 * One task that enters the system.
 *
 * <p>Its names are those of {@link #names()} for its two numbers, and are made when asked for.
 *
 * @param names how the tasks of its workload are called
 * @param jobNumber the job that it belongs to, in the numbering of the names
 * @param index its place in the job, likewise
 * @param submitNanos when, in nanoseconds since the start of the run
 * @param workNanos how long it runs on a node of speed 1.0; positive, or {@link #FOREVER}
 * @param estimateNanos how long its owner says it will run; -1 if nobody said
 * @param taskClass what it asks for; tasks that ask for the same should share the object
 * @param boundNode the number of the node that it is on from its submission on, whatever the scheduler would say; -1 if it is to be placed
 */
public record Submission(
        TaskNames names,
        long jobNumber,
        long index,
        long submitNanos,
        long workNanos,
        long estimateNanos,
        TaskClass taskClass,
        int boundNode) {
    /** The work of a task that ends only when it is stopped. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** Checks that times are possible. */
    public Submission {
        if (submitNanos < 0 || workNanos <= 0 || estimateNanos < -1) {
            throw new IllegalArgumentException(
                    fault(names.id(jobNumber, index), submitNanos, workNanos, estimateNanos));
        }
    }

    /** A task that is to be placed. */
    public Submission(
            TaskNames names,
            long jobNumber,
            long index,
            long submitNanos,
            long workNanos,
            long estimateNanos,
            TaskClass taskClass) {
        this(names, jobNumber, index, submitNanos, workNanos, estimateNanos, taskClass, -1);
    }

    /**
     * A task whose names are known.
     *
     * @param id its name in the workload
     * @param job the job that it belongs to; the empty string if none is known
     */
    public Submission(
            String id, String job, long submitNanos, long workNanos, long estimateNanos, TaskClass taskClass) {
        this(TaskNames.of(id, job), 0, 0, submitNanos, workNanos, estimateNanos, taskClass);
    }

    /** Returns the same task as one that is on a node from its submission on. */
    public Submission boundTo(int node) {
        return new Submission(names, jobNumber, index, submitNanos, workNanos, estimateNanos, taskClass, node);
    }

    /** Returns the same task asking for something else. */
    public Submission asking(TaskClass other) {
        return new Submission(names, jobNumber, index, submitNanos, workNanos, estimateNanos, other, boundNode);
    }

    /** Its name in the workload. */
    public String id() {
        return names.id(jobNumber, index);
    }

    /** The job that it belongs to; the empty string if none is known. */
    public String job() {
        return names.job(jobNumber, index);
    }

    private static String fault(String id, long submitNanos, long workNanos, long estimateNanos) {
        if (submitNanos < 0) {
            return "Task " + id + " is submitted before the start of the run: " + submitNanos + " ns";
        }
        if (workNanos <= 0) {
            return "Task " + id + " has no work: " + workNanos + " ns";
        }
        return "Task " + id + " has a negative estimate: " + estimateNanos + " ns";
    }
}
