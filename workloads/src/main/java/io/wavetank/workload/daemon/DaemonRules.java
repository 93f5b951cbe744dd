package io.wavetank.workload.daemon;

import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.sim.cluster.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the controller of DaemonSets has a pod, and what it adds to each (Kubernetes, pkg/controller/daemon). */
public final class DaemonRules {
    private static final String NODE = "node.kubernetes.io/";

    private DaemonRules() {}

    /** Whether a node is one of those that have a task like this: labels, name and taints count, and what is free does not. */
    public static boolean runsOn(TaskClass task, NodeSpec node) {
        for (Map.Entry<String, String> wanted : task.nodeSelector().entrySet()) {
            if (!wanted.getValue().equals(node.labels().get(wanted.getKey()))) {
                return false;
            }
        }
        for (Taint taint : node.taints()) {
            if (taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE && !task.tolerates(taint)) {
                return false;
            }
        }
        return task.pod().nodeAffinity().allows(node.name(), node.labels());
    }

    /** Returns the tolerations of a task with those added; one in the network of its host needs no other. */
    public static List<Toleration> tolerating(List<Toleration> own, boolean hostNetwork) {
        List<Toleration> all = new ArrayList<>(own);
        for (String key : List.of("not-ready", "unreachable")) {
            all.add(new Toleration(NODE + key, null, Taint.Effect.NO_EXECUTE));
        }
        for (String key : List.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable")) {
            all.add(new Toleration(NODE + key, null, Taint.Effect.NO_SCHEDULE));
        }
        if (hostNetwork) {
            all.add(new Toleration(NODE + "network-unavailable", null, Taint.Effect.NO_SCHEDULE));
        }
        return all;
    }
}
