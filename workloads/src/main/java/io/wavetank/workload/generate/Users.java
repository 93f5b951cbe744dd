package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;
import org.jspecify.annotations.Nullable;

/**
 * What arrives in an inflow if it is users and not jobs: somebody who submits a job, waits until all of its tasks are over, thinks, and submits the next, so
 * often as the session has jobs. Who is there from the start thinks first; who arrives later submits at once.
 *
 * <p>With users that are there from the start and never leave it is a closed system, with users that arrive and leave a partly open one, as B. Schroeder,
 * A. Wierman and M. Harchol-Balter tell them apart (Open versus closed: a cautionary tale, NSDI 2006).
 *
 * @param thinkSeconds from the end of a job to the next one, by the same user
 * @param jobs how many jobs a user submits before leaving, at least 1; null for users who never leave
 */
public record Users(Distribution thinkSeconds, @Nullable Amount jobs) {
    /** Checks that a mean is there. */
    public Users {
        Key.notNegative("think_seconds", thinkSeconds.mean(), "its mean must be finite; 30 would do");
        if (jobs != null && (jobs.most() < 1 || jobs.step() != 1)) {
            throw Key.fault("jobs", jobs, "not a number of jobs; at least 1, in steps of 1");
        }
    }

    /** How many jobs a user submits in the mean; infinity for users who never leave. */
    double meanJobs() {
        return jobs == null ? Double.POSITIVE_INFINITY : jobs.meanFromOne();
    }
}
