package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownCluster.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would have to move for a node to go, or the first pod that may not.
 *
 * <p>Pods are looked at in their order, budgets after all of them. A pod that says that it may be evicted still needs a controller that exists
 * and has replicas enough.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code drain.GetPodsForDeletionOnNodeDrain} and {@code simulator.GetPodsToMove}.
 *
 * @param pods the pods to move, in order; empty if one blocks
 * @param blocked the pod that blocks, and why; null if none does
 */
public record Drain(List<RunningPod> pods, @Nullable Unremovable blocked) {
    private static final String SYSTEM = "kube-system";
    private static final List<String> REPLICATED = List.of("ReplicationController", "Job", "ReplicaSet", "StatefulSet");

    /** Copies the pods. */
    public Drain {
        pods = List.copyOf(pods);
    }

    /** Checks pods against controllers and budgets. */
    static Drain of(
            List<RunningPod> pods,
            ScaleDownCluster cluster,
            Budgets budgets,
            ScaleDownOptions options,
            long nowMillis) {
        return new Check(options, cluster.workloads(), budgets, nowMillis).check(pods);
    }

    /** Checks pods without asking for controllers or budgets; a pod of the system then always blocks. */
    static Drain unasked(List<RunningPod> pods, ScaleDownOptions options, long nowMillis) {
        return new Check(options, null, new Budgets(List.of()), nowMillis).check(pods);
    }

    /** What is the same for all pods; without controllers all are taken to exist. */
    private record Check(
            ScaleDownOptions options, @Nullable Map<Workload, Integer> workloads, Budgets budgets, long nowMillis) {
        Drain check(List<RunningPod> pods) {
            List<RunningPod> move = new ArrayList<>();
            for (RunningPod pod : pods) {
                if (pod.mirror() || pod.longTerminating(nowMillis)) {
                    continue;
                }
                Unremovable.Blocker why = controller(pod);
                if (why == null && !leftOut(pod)) {
                    why = itself(pod);
                    move.add(pod);
                }
                if (why != null) {
                    return blocked(pod, why);
                }
            }
            RunningPod last = budgets.exhausted(move);
            return last == null ? new Drain(move, null) : blocked(last, Unremovable.Blocker.NOT_ENOUGH_PDB);
        }

        private static Drain blocked(RunningPod pod, Unremovable.Blocker why) {
            return new Drain(List.of(), new Unremovable(Unremovable.Reason.BLOCKED_BY_POD, pod, why));
        }

        /** A pod of a daemon need not move; what a replication controller owns is none, whatever it says. */
        private static boolean leftOut(RunningPod pod) {
            return pod.daemon() && !pod.ownerKind().equals("ReplicationController");
        }

        /** Of a pod that only says that it is a daemon's, no controller is asked for. */
        private Unremovable.@Nullable Blocker controller(RunningPod pod) {
            RunningPod.Owner owner = pod.owner();
            boolean daemon = pod.ownerKind().equals("DaemonSet");
            if (workloads == null || owner == null || (!daemon && (leftOut(pod) || !replicated(pod)))) {
                return null;
            }
            Integer replicas = workloads.get(new Workload(owner.kind(), pod.namespace(), owner.name()));
            if (replicas == null) {
                return Unremovable.Blocker.CONTROLLER_NOT_FOUND;
            }
            boolean counted =
                    owner.kind().equals("ReplicationController") || owner.kind().equals("ReplicaSet");
            return counted && replicas < options.minReplicas() ? Unremovable.Blocker.MIN_REPLICAS_REACHED : null;
        }

        private static boolean replicated(RunningPod pod) {
            return REPLICATED.contains(pod.ownerKind());
        }

        private Unremovable.@Nullable Blocker itself(RunningPod pod) {
            if (pod.eviction() == RunningPod.Eviction.SAFE || pod.terminal()) {
                return null;
            } else if (!replicated(pod)) {
                return Unremovable.Blocker.NOT_REPLICATED;
            } else if (options.keepSystemPods() && pod.namespace().equals(SYSTEM) && !budgets.cover(pod)) {
                return Unremovable.Blocker.UNMOVABLE_KUBE_SYSTEM_POD;
            } else if (options.keepLocalStorage() && pod.needsLocalStorage()) {
                return Unremovable.Blocker.LOCAL_STORAGE_REQUESTED;
            }
            return pod.eviction() == RunningPod.Eviction.NOT_SAFE ? Unremovable.Blocker.NOT_SAFE_TO_EVICT : null;
        }
    }
}
