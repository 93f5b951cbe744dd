package io.wavetank.sim.traffic;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.traffic.HealthCheck;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks of the cluster are replicas of a service, and what becomes of their requests when they come and go.
 *
 * @param service the service's number
 * @param selector labels that such a task has
 * @param startUp how long a task takes from its start until it is ready
 * @param resetNanos how long callers take to find out that a replica's node is down, in nanoseconds
 * @param checks by which a balancer finds out which replicas are well; null if it is told
 */
public record ReplicaRule(
        int service,
        SortedMap<String, String> selector,
        ServiceTime startUp,
        long resetNanos,
        HealthCheck.@Nullable Factory checks) {
    /** A rule without checks. */
    public ReplicaRule(int service, SortedMap<String, String> selector, ServiceTime startUp, long resetNanos) {
        this(service, selector, startUp, resetNanos, null);
    }

    /** Checks that the selector selects, and copies it. */
    public ReplicaRule {
        if (selector.isEmpty() || resetNanos < 0) {
            throw new IllegalArgumentException(
                    "A service is told its tasks by labels, and callers find out in 0 ns or more: " + selector + ", "
                            + resetNanos);
        }
        selector = new TreeMap<>(selector);
    }

    /** The same with checks of a balancer's own. */
    public ReplicaRule checkedBy(HealthCheck.Factory factory) {
        return new ReplicaRule(service, selector, startUp, resetNanos, factory);
    }

    /** Whether tasks of a class are among its replicas. */
    public boolean selects(TaskClass task) {
        for (Map.Entry<String, String> label : selector.entrySet()) {
            if (!label.getValue().equals(task.labels().get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
