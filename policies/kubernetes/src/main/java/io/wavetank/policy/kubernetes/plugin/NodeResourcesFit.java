package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.ResourceNames;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Normalisation;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.FitArguments;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rejects nodes that have not enough left, and scores the others by what would be left.
 *
 * <p>A pod that asks for nothing needs a slot alone. Any other is checked against CPU, memory and scratch space; up to 1.27 even against those
 * that it does not ask for, so that a node overcommitted in one of them rejects it. Scalar resources are checked if it asks for more than 0.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class NodeResourcesFit implements FilterPlugin, ScorePlugin {
    private final NodeTable nodes;
    private static final int FREQUENT = 64;

    private final ResourceNames resources;
    private final ResourceScore score;
    private final FitArguments arguments;
    private final boolean checksWhatIsNotRequested;
    /** Rejections by what is lacking: bit 0 for room for pods, bit r + 1 for resource r. */
    private final @Nullable Status[] frequent = new @Nullable Status[FREQUENT];

    private final Map<Long, Status> rare = new HashMap<>();

    /** Creates the plug-in. */
    public NodeResourcesFit(ClusterCache cluster, FitArguments arguments, Compatibility version) {
        this.nodes = cluster.nodes();
        this.resources = cluster.resources();
        this.arguments = arguments;
        this.score = ResourceScore.of(cluster, arguments, version);
        this.checksWhatIsNotRequested = version.checksWhatIsNotRequested();
    }

    @Override
    public String name() {
        return PluginNames.NODE_RESOURCES_FIT;
    }

    @Override
    public Scope filterScope() {
        return Scope.NODE;
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        long lacking = lacking(pod, node);
        if (lacking == 0) {
            return null;
        } else if (lacking >= FREQUENT || lacking < 0) {
            return rare.computeIfAbsent(lacking, this::rejection);
        }
        Status known = frequent[(int) lacking];
        if (known == null) {
            known = rejection(lacking);
            frequent[(int) lacking] = known;
        }
        return known;
    }

    private Status rejection(long lacking) {
        List<String> reasons = new ArrayList<>();
        if ((lacking & 1) != 0) {
            reasons.add("Too many pods");
        }
        for (int resource = 0; resource < Long.SIZE - 1; resource++) {
            if ((lacking >>> (resource + 1) & 1) != 0) {
                reasons.add("Insufficient " + resources.name(resource));
            }
        }
        return new Status(PluginNames.NODE_RESOURCES_FIT, Status.Code.UNSCHEDULABLE, reasons);
    }

    private long lacking(PodClass pod, int node) {
        long lacking = nodes.podCount(node) + 1 > nodes.allowedPods()[node] ? 1 : 0;
        if (asksForNothing(pod)) {
            return lacking;
        }
        for (int resource = 0; resource < pod.resources(); resource++) {
            if (lacks(pod, resource, node)) {
                lacking |= bit(resource);
            }
        }
        return lacking;
    }

    private static long bit(int resource) {
        if (resource >= Long.SIZE - 1) {
            throw new IllegalStateException("More than " + (Long.SIZE - 1) + " kinds of resources");
        }
        return 2L << resource;
    }

    private static boolean asksForNothing(PodClass pod) {
        return pod.request(ResourceNames.CPU) == 0
                && pod.request(ResourceNames.MEMORY) == 0
                && pod.request(ResourceNames.EPHEMERAL_STORAGE) == 0
                && !pod.requests().namesScalar();
    }

    private boolean lacks(PodClass pod, int resource, int node) {
        long request = pod.request(resource);
        boolean checked = request > 0 || (resource < ResourceNames.FIXED && checksWhatIsNotRequested);
        return checked
                && request > nodes.allocatable(resource, node) - nodes.requested(resource, node)
                && !ignored(resource);
    }

    private boolean ignored(int resource) {
        if (resource < ResourceNames.FIXED) {
            return false;
        }
        String name = resources.name(resource);
        return ResourceNames.isExtended(name)
                && (arguments.ignoredResources().contains(name)
                        || arguments.ignoredResourceGroups().contains(name.substring(0, name.indexOf('/'))));
    }

    @Override
    public Scope scoreScope() {
        return Scope.NODE;
    }

    @Override
    public Normalisation normalisation() {
        return Normalisation.NONE;
    }

    @Override
    public long score(PodClass pod, int node) {
        return score.score(pod, node);
    }
}
