package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.Taint;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Normalisation;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rejects nodes with a taint (NoSchedule, NoExecute) that the pod does not tolerate, and prefers nodes with fewer taints PreferNoSchedule that
 * it does not tolerate.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class TaintToleration implements FilterPlugin, ScorePlugin {
    private final NodeTable nodes;
    private final Map<Taint, Status> rejections = new HashMap<>();

    /** Creates the plug-in. */
    public TaintToleration(NodeTable nodes) {
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return PluginNames.TAINT_TOLERATION;
    }

    @Override
    public Scope filterScope() {
        return Scope.NODE;
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        Taint taint = untolerated(pod, nodes.taints(node));
        return taint == null ? null : rejections.computeIfAbsent(taint, TaintToleration::rejection);
    }

    /** Returns the first taint that keeps the pod off, or null. */
    static @Nullable Taint untolerated(PodClass pod, List<Taint> taints) {
        for (Taint taint : taints) {
            if (taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE && !pod.tolerates(taint)) {
                return taint;
            }
        }
        return null;
    }

    private static Status rejection(Taint taint) {
        return Status.unresolvable(
                PluginNames.TAINT_TOLERATION,
                "node(s) had untolerated taint {" + taint.key() + ": " + taint.value() + "}");
    }

    @Override
    public Scope scoreScope() {
        return Scope.NODE;
    }

    @Override
    public Normalisation normalisation() {
        return Normalisation.REVERSE_MAX;
    }

    @Override
    public long score(PodClass pod, int node) {
        long count = 0;
        for (Taint taint : nodes.taints(node)) {
            if (taint.effect() == Taint.Effect.PREFER_NO_SCHEDULE && !pod.tolerates(taint)) {
                count++;
            }
        }
        return count;
    }
}
