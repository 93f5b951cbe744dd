package io.wavetank.workload.generate;

import io.wavetank.sim.TaskNames;
import org.jspecify.annotations.Nullable;

/**
 * {@code kind-job-index}, or {@code kind-job} for jobs of one task, which then are of no job. The job of a user is the user's number and which of the user's
 * jobs it is.
 *
 * @param kind the name of the kind
 * @param single whether a job has one task
 * @param users who comes again when the job is over; null for jobs that come by themselves
 */
record JobNames(String kind, boolean single, @Nullable UserCursor users) implements TaskNames {
    private static final int JOB_BITS = 32;

    /** The number of a user's job among all jobs. */
    static long number(long user, long job) {
        return (user << JOB_BITS) + job;
    }

    /** The user of a job that has such a number. */
    static long user(long number) {
        return number >>> JOB_BITS;
    }

    @Override
    public String id(long job, long index) {
        String name = name(job);
        return single ? name : name + "-" + index;
    }

    @Override
    public String job(long job, long index) {
        return single ? "" : name(job);
    }

    private String name(long job) {
        return kind + "-" + (users == null ? Long.toString(job) : user(job) + "." + (int) job);
    }
}
