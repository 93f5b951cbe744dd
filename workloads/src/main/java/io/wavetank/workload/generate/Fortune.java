package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;

/** The luck of the jobs of an inflow, one after the other. */
final class Fortune {
    private final Dependence dependence;
    private final Memory.Lasting kinds;
    private final Memory.Lasting runTimes;
    private final Draws own;
    private final boolean none;

    Fortune(Dependence dependence, Draws draws) {
        this.dependence = dependence;
        this.none = dependence.none();
        this.kinds = new Memory.Lasting(dependence.kinds(), draws.stream("kinds"));
        this.runTimes = new Memory.Lasting(dependence.runTimes(), draws.stream("run times"));
        this.own = draws.stream("own");
    }

    /** Returns the luck of a job; jobs are asked for in turn, from 0. */
    JobLuck of(long job) {
        if (none) {
            return JobLuck.NONE;
        }
        double kind = dependence.kinds().mixed(kinds.next(job), own.normal(0, 1, job, 0));
        return new JobLuck(kind, runTimes.next(job));
    }
}
