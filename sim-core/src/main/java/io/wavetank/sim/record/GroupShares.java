package io.wavetank.sim.record;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the tasks of each group hold over time: their dominant shares, each the largest of a group's shares of the resources, slots not counted.
 *
 * <p>The mean is {@code (1 / (T1 - T0)) * sum(max over r of (held[r] / offered[r]) * dt)}; places that are held for tasks that do not run count.
 *
 * <p>Source: A. Ghodsi and others, "Dominant Resource Fairness: Fair Allocation of Multiple Resource Types", NSDI 2011.
 */
final class GroupShares {
    private final Cluster cluster;
    private final WaitGroups groups;
    private final List<Group> all = new ArrayList<>();
    private final Map<String, Group> byValue = new HashMap<>();
    private long nowNanos;

    private static final class Group {
        final String value;
        final long[] held;
        double share;
        final CompensatedSum integral = new CompensatedSum();
        double atFrom;
        double atTo;
        double atLastSubmit;

        Group(String value, int resources) {
            this.value = value;
            this.held = new long[resources];
        }
    }

    GroupShares(Cluster cluster, WaitGroups groups) {
        this.cluster = cluster;
        this.groups = groups;
    }

    /** A place was taken for a task of a class, or given back with -1. */
    void changed(TaskClass taskClass, int sign) {
        Group group = groupOf(groups.value(taskClass)); // not by class: no two tasks of some workloads are of one
        for (int i = 0; i < taskClass.askedCount(); i++) {
            int resource = taskClass.asked(i);
            group.held[resource] += sign * taskClass.totalRequest(resource);
        }
        group.share = share(group);
    }

    /** There are more nodes now, or fewer: what a group holds is another share of them. */
    void nodesChanged() {
        for (Group group : all) {
            group.share = share(group);
        }
    }

    private double share(Group group) {
        double share = 0;
        for (int resource = 0; resource < group.held.length; resource++) {
            long offered = cluster.totalAllocatable(resource);
            if (resource != Resources.PODS && offered > 0) {
                share = Math.max(share, (double) group.held[resource] / offered);
            }
        }
        return share;
    }

    private Group groupOf(String value) {
        Group group = byValue.get(value);
        if (group == null) {
            group = new Group(value, cluster.resources().count());
            byValue.put(value, group);
            all.add(group);
        }
        return group;
    }

    /** Time goes on to an instant at which something may change. */
    void advanceTo(long nanos) {
        if (nanos > nowNanos) {
            for (Group group : all) {
                group.integral.add(group.share * (nanos - nowNanos));
            }
            nowNanos = nanos;
        }
    }

    /** The window begins or ends at an instant, everything of which has happened. */
    void cut(long nanos, boolean begins) {
        advanceTo(nanos);
        for (Group group : all) {
            if (begins) {
                group.atFrom = group.integral.value();
            } else {
                group.atTo = group.integral.value();
            }
        }
    }

    /** A task was submitted now, and may be the last. */
    void submitted() {
        for (Group group : all) {
            group.atLastSubmit = group.integral.value();
        }
    }

    /** The mean dominant share of each group over a window that ends where it was cut, or at the last submission. */
    SortedMap<String, Double> means(boolean toLastSubmit, long windowNanos) {
        SortedMap<String, Double> means = new TreeMap<>();
        for (Group group : all) {
            double integral = (toLastSubmit ? group.atLastSubmit : group.atTo) - group.atFrom;
            means.put(group.value, windowNanos <= 0 ? 0 : integral / windowNanos);
        }
        return means;
    }
}
