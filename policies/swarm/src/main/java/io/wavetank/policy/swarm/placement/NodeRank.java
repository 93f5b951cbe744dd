package io.wavetank.policy.swarm.placement;

import io.wavetank.policy.swarm.task.TaskSpec;

/**
 * Which of two nodes is better for the tasks of one version of a service. If either has seen many failures of it and their numbers differ,
 * the one with fewer; else the one with fewer tasks of the service; else the one with fewer tasks. What is free does not matter.
 *
 * @param task what is to be placed
 * @param nowNanos when, in nanoseconds
 */
record NodeRank(TaskSpec task, long nowNanos) {
    boolean better(NodeBook one, NodeBook other) {
        int failures = one.recentFailures(task, nowNanos);
        int otherFailures = other.recentFailures(task, nowNanos);
        if (failures != otherFailures && Math.max(failures, otherFailures) >= FailureLog.MANY) {
            return failures < otherFailures;
        }
        int ofService = one.active(task.service());
        int otherOfService = other.active(task.service());
        return ofService != otherOfService ? ofService < otherOfService : one.active() < other.active();
    }
}
