package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.Plugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pods out of the queue until all their gates are open, that is, removed from the pod. Asked before a pod enters the active queue.
 *
 * <p>Source: Kubernetes 1.26, where it is off unless the feature gate {@code PodSchedulingReadiness} is set; on from 1.27.
 */
public final class SchedulingGates implements Plugin {
    /** Creates the plug-in. */
    public SchedulingGates() {}

    @Override
    public String name() {
        return PluginNames.SCHEDULING_GATES;
    }

    /** Returns why a pod may not enter the queue, or null if it may. */
    public @Nullable Status preEnqueue(PodClass pod) {
        List<String> gates = pod.spec().schedulingGates();
        return gates.isEmpty()
                ? null
                : Status.unresolvable(PluginNames.SCHEDULING_GATES, "waiting for scheduling gates: " + gates);
    }
}
