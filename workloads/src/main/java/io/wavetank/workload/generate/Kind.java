package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.Key;

/**
 * A kind of job: what its tasks ask for, how long they run, who they are for.
 *
 * @param name unique in the workload; tasks are named after it
 * @param share how often compared with the other kinds of its inflow, above 0; default 1
 * @param sizes what a member asks for
 * @param life how long a task runs
 * @param job how many tasks and members; default one of each
 * @param placement priority, tenant, constraints; default none
 * @param estimate what owners say about run times; default nothing
 */
public record Kind(
        String name, double share, Sizes sizes, Life life, JobShape job, Placement placement, Estimate estimate) {
    /** Checks name and share. */
    public Kind {
        Key.name("name", name);
        Key.positive("share", share, "1 would do");
    }

    /** Returns a kind of single tasks with every default. */
    public static Kind of(String name, Sizes sizes, Life life) {
        return new Kind(name, 1, sizes, life, JobShape.SINGLE, Placement.ANYWHERE, new Estimate.Unknown());
    }

    /** Returns the same with that share. */
    public Kind withShare(double value) {
        return new Kind(name, value, sizes, life, job, placement, estimate);
    }

    /** Returns the same with that shape of jobs. */
    public Kind with(JobShape shape) {
        return new Kind(name, share, sizes, life, shape, placement, estimate);
    }

    /** Returns the same with that placement. */
    public Kind with(Placement value) {
        return new Kind(name, share, sizes, life, job, value, estimate);
    }

    /** Returns the same with that estimate. */
    public Kind with(Estimate value) {
        return new Kind(name, share, sizes, life, job, placement, value);
    }

    /** How many tasks an arrival brings in the mean. */
    double meanTasks() {
        return job.meanTasks();
    }

    /** What an arrival asks of a resource in the mean, over all its tasks and members. */
    double meanRequest(int resource) {
        return meanTasks() * job.meanMembers() * sizes.mean(resource);
    }
}
