package io.wavetank.sim.traffic;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.traffic.HealthCheck;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks of the cluster are replicas of a service, and what becomes of their requests when they come and go.
 *
 * @param service the service's number
 * @param selector labels that such a task has
 * @param versions labels of the tasks that run each version of the service; none if versions are not told apart
 * @param start how a task comes up
 * @param resetNanos how long callers take to find out that a replica's node is down, in nanoseconds
 * @param checks by which a balancer finds out which replicas are well; null if it is told
 */
public record ReplicaRule(
        int service,
        SortedMap<String, String> selector,
        List<SortedMap<String, String>> versions,
        StartSpec start,
        long resetNanos,
        HealthCheck.@Nullable Factory checks) {
    /** A rule for one version whose tasks are ready after a time, without checks. */
    public ReplicaRule(int service, SortedMap<String, String> selector, ServiceTime startUp, long resetNanos) {
        this(service, selector, List.of(), StartSpec.after(startUp), resetNanos, null);
    }

    /** A rule without checks. */
    public ReplicaRule(
            int service,
            SortedMap<String, String> selector,
            List<SortedMap<String, String>> versions,
            StartSpec start,
            long resetNanos) {
        this(service, selector, versions, start, resetNanos, null);
    }

    /** Checks that the selector selects, and copies it. */
    public ReplicaRule {
        if (selector.isEmpty() || resetNanos < 0) {
            throw new IllegalArgumentException(
                    "A service is told its tasks by labels, and callers find out in 0 ns or more: " + selector + ", "
                            + resetNanos);
        }
        selector = new TreeMap<>(selector);
        versions = List.copyOf(versions);
    }

    /** The same with checks of a balancer's own. */
    public ReplicaRule checkedBy(HealthCheck.Factory factory) {
        return new ReplicaRule(service, selector, versions, start, resetNanos, factory);
    }

    /** Whether tasks of a class are among its replicas. */
    public boolean selects(TaskClass task) {
        return fits(selector, task);
    }

    /** The number of the version that a task runs, the first whose labels it has; 0 if none fits. */
    int version(TaskClass task) {
        for (int version = 0; version < versions.size(); version++) {
            if (fits(versions.get(version), task)) {
                return version;
            }
        }
        return 0;
    }

    private static boolean fits(SortedMap<String, String> labels, TaskClass task) {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!label.getValue().equals(task.labels().get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
