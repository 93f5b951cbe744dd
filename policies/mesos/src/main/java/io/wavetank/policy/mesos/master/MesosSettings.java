package io.wavetank.policy.mesos.master;

import io.wavetank.policy.mesos.allocator.AllocatorOptions;
import io.wavetank.policy.mesos.allocator.Quota;
import io.wavetank.policy.mesos.framework.FrameworkSettings;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Mesos cluster as a scenario describes it, apart from its agents.
 *
 * @param allocator how the allocator is set up
 * @param frameworks the frameworks; a task goes to the first that takes it, to the last if none does
 * @param quotas what roles are promised and bounded by
 * @param weights weights of roles
 * @param latencyNanos how long a message between master and framework is on its way
 */
public record MesosSettings(
        AllocatorOptions allocator,
        List<FrameworkSettings> frameworks,
        SortedMap<String, Quota> quotas,
        SortedMap<String, Double> weights,
        long latencyNanos) {
    /** Copies the tables. */
    public MesosSettings {
        frameworks = List.copyOf(frameworks);
        quotas = Collections.unmodifiableSortedMap(new TreeMap<>(quotas));
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        if (frameworks.isEmpty()) {
            throw new IllegalArgumentException("Mesos without a framework runs nothing");
        }
    }

    /** For how long nothing may come of anything before rounds are left out: every filter and every held offer has ended by then. */
    long patienceNanos() {
        long longest = 0;
        for (FrameworkSettings each : frameworks) {
            longest = Math.max(longest, Math.addExact(each.refuseNanos(), each.holdNanos()));
        }
        return longest + 3 * allocator.intervalNanos();
    }
}
