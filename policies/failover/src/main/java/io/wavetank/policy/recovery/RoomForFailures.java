package io.wavetank.policy.recovery;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.failover.FailoverActions;
import io.wavetank.policy.failover.FailoverEvent;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverView;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * N + k: lets a task in only if, with it, all would still have room after the loss of the k largest nodes, or domains. What fails over is not asked.
 *
 * <p>For each resource of which there is a bounded amount, what all tasks ask for that have a place or were let in, with the new one, is at most what the nodes
 * offer that are up and take tasks, less the k largest of them (or of the zones, racks, ... whose label it is given) by that resource. So room that is lost
 * is not made up for: while nodes are down no more tasks are let in than leave room for the loss of another k.
 *
 * <p>What it is not: that the sum is enough does not say that each task fits; where tasks are large next to nodes, more has to be held free.
 *
 * <p>Source: VMware, "vSphere Availability", admission control by host failures to tolerate and by percentage of cluster resources; there too what is refused is
 * the start of new machines, and sums are compared.
 */
public final class RoomForFailures implements FailoverPolicy {
    private final FailoverView service;
    private final int failures;
    private final String domain;
    private final FailoverPolicy rest;

    /**
     * Creates the policy.
     *
     * @param failures how many may be lost, at least 1
     * @param domain the label whose values are lost as a whole; the empty string for nodes
     * @param rest says what becomes of members
     */
    public RoomForFailures(FailoverView service, int failures, String domain, FailoverPolicy rest) {
        this.service = service;
        this.failures = failures;
        this.domain = domain;
        this.rest = rest;
    }

    @Override
    public void on(long now, FailoverEvent event, FailoverActions out) {
        rest.on(now, event, out);
    }

    @Override
    public boolean admits(TaskView task) {
        ClusterView cluster = service.cluster();
        for (int resource = 0; resource < cluster.resources().count(); resource++) {
            long asked = task.taskClass().totalRequest(resource);
            if (asked > 0 && asked > room(cluster, resource)) {
                return false;
            }
        }
        return true;
    }

    /** What may still be asked for. */
    private long room(ClusterView cluster, int resource) {
        long requested = 0;
        long offered = 0;
        SortedMap<String, Long> parts = new TreeMap<>();
        for (int i = 0; i < cluster.nodeCount(); i++) {
            NodeView node = cluster.node(i);
            requested += node.requested(resource);
            if (node.schedulable()) {
                offered += node.allocatable(resource);
                String part = domain.isEmpty() ? node.name() : node.labels().getOrDefault(domain, "");
                parts.merge(part, node.allocatable(resource), Long::sum);
            }
        }
        for (TaskView waiting : service.unplaced()) {
            requested += waiting.taskClass().totalRequest(resource);
        }
        long[] sizes = parts.values().stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sizes);
        for (int i = 0; i < Math.min(failures, sizes.length); i++) {
            offered -= sizes[sizes.length - 1 - i];
        }
        return offered - requested;
    }
}
