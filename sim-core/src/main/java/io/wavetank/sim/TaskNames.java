package io.wavetank.sim;

/**
 * How the tasks of a workload are called: names made from numbers when somebody asks, so that a workload of millions need not hold a text for
 * each.
 */
public interface TaskNames {
    /** Returns the name of a task. */
    String id(long job, long index);

    /** Returns the name of the job that a task belongs to; the empty string if none is known. */
    String job(long job, long index);

    /** Returns the names of one task that are known already. */
    static TaskNames of(String id, String job) {
        return new Fixed(id, job);
    }

    /** The names of one task. */
    record Fixed(String taskId, String jobId) implements TaskNames {
        @Override
        public String id(long job, long index) {
            return taskId;
        }

        @Override
        public String job(long job, long index) {
            return jobId;
        }
    }
}
