package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.framework.Plugin;
import io.wavetank.policy.kubernetes.profile.PluginNames;

/**
 * Orders waiting pods: higher priority first, then the earlier timestamp, which is that of a pod's entry into the queue or of its last failure.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class PrioritySort implements Plugin {
    /** Creates the plug-in. */
    public PrioritySort() {}

    @Override
    public String name() {
        return PluginNames.PRIORITY_SORT;
    }

    /** Whether one pod, of this priority and timestamp, goes before another. */
    public boolean before(int priority, long timestamp, int otherPriority, long otherTimestamp) {
        return priority != otherPriority ? priority > otherPriority : timestamp < otherTimestamp;
    }
}
