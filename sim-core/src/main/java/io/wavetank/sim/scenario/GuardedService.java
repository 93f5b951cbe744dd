package io.wavetank.sim.scenario;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.failover.FailoverPolicy;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tasks of a service, or of a class of jobs, that have a policy of failover of their own.
 *
 * @param name what it is called; the draws of its policy depend on it
 * @param among the labels of its tasks; empty for all
 * @param need how many of its tasks have to serve for it to be up, at least 1
 * @param objective what share of the time it is to be up, from 0 to below 1; NaN if nobody says
 * @param policyName what its policy is called
 * @param policy makes its policy
 */
public record GuardedService(
        String name,
        SortedMap<String, String> among,
        int need,
        double objective,
        String policyName,
        FailoverPolicy.Factory policy) {
    /** Checks the ranges, and copies the labels. */
    public GuardedService {
        if (need < 1 || objective < 0 || objective >= 1) {
            throw new IllegalArgumentException("Not a service to be guarded: " + name + " needs " + need
                    + " tasks, and is to be up for a share of " + objective);
        }
        among = Collections.unmodifiableSortedMap(new TreeMap<>(among));
    }

    /** Whether tasks of a class belong to it. */
    public boolean of(TaskClass taskClass) {
        return taskClass.labels().entrySet().containsAll(among.entrySet());
    }
}
