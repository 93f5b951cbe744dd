package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSettings;
import io.wavetank.policy.kubernetes.autoscale.karpenter.KarpenterEntry;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.ScalingEntry;
import io.wavetank.policy.scaling.ScalingFamily;
import io.wavetank.policy.scaling.VictimOrder;
import java.util.List;

/** Kubernetes' autoscalers, and those that run on it. */
public final class KubernetesAutoscalers implements ScalingFamily {
    private static final int MOST_REPLICAS = 1_000_000;

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public List<ScalingEntry<ReplicaAutoscaler.Factory>> replicaAutoscalers() {
        return List.of(HpaEntry.entry(), keda(), knative());
    }

    @Override
    public List<ScalingEntry<ResourceRecommender.Factory>> resourceRecommenders() {
        return List.of(VpaEntry.entry());
    }

    @Override
    public List<ScalingEntry<NodeAutoscaler.Factory>> nodeAutoscalers() {
        return List.of(CaEntry.entry(), KarpenterEntry.entry());
    }

    @Override
    public List<ScalingEntry<VictimOrder>> victimOrders() {
        return List.of(new ScalingEntry<>(
                "replica-set",
                "pending, then not ready, then crowded, then young replicas go first",
                "Kubernetes 1.26, ActivePodsWithRanks",
                List.of(),
                options -> new ReplicaSetOrder()));
    }

    private static ScalingEntry<ReplicaAutoscaler.Factory> keda() {
        return new ScalingEntry<>(
                "keda",
                "by events: none without any, else a horizontal pod autoscaler over their source",
                "KEDA 2, ScaledObject",
                List.of(
                        new Option("least", "0", "fewest replicas; 0 to let go of all"),
                        new Option("most", "100", "most replicas"),
                        new Option("metric", HpaControl.REQUESTS, "requests_per_second, concurrency or queued"),
                        new Option("threshold", "100", "how much of it a replica is to have"),
                        new Option("activation", "0", "above what the first replica comes"),
                        new Option("cooldown", "5m", "how long below that the last one stays"),
                        new Option("period", "15s", "from one decision to the next")),
                options -> {
                    int least = options.integer("least", 0, MOST_REPLICAS);
                    var settings = new KedaControl.Settings(
                            options.oneOf("metric", HpaControl.REQUESTS, HpaControl.CONCURRENCY, HpaControl.QUEUED),
                            options.number("threshold", 1e-3, 1e9),
                            options.number("activation", 0, 1e9),
                            least,
                            options.integer("most", Math.max(1, least), MOST_REPLICAS),
                            options.nanos("cooldown"),
                            options.positiveNanos("period"));
                    return draws -> new KedaControl(settings, HpaSettings.DEFAULTS);
                });
    }

    private static ScalingEntry<ReplicaAutoscaler.Factory> knative() {
        return new ScalingEntry<>(
                "kpa",
                "by requests in the service, over a stable window and a short one in panic",
                "Knative serving, pod autoscaler",
                List.of(
                        new Option("least", "0", "fewest replicas; 0 to let go of all"),
                        new Option("most", "100", "most replicas"),
                        new Option("target", "70", "how many requests a replica is to have in it"),
                        new Option("stable_window", "1m", "the window of the mean"),
                        new Option("panic_threshold", "2", "how many times the ready replicas panic takes"),
                        new Option("rate_up", "1000", "by how much replicas grow at most"),
                        new Option("rate_down", "2", "by how much they shrink at most"),
                        new Option("grace", "30s", "how long the last replica stays without load"),
                        new Option("period", "2s", "from one decision to the next")),
                options -> {
                    int least = options.integer("least", 0, MOST_REPLICAS);
                    var settings = new KnativeAutoscaler.Settings(
                            options.number("target", 1e-3, 1e9),
                            least,
                            options.integer("most", Math.max(1, least), MOST_REPLICAS),
                            options.positiveNanos("stable_window"),
                            options.number("panic_threshold", 1, 1e9),
                            options.number("rate_up", 1, 1e9),
                            options.number("rate_down", 1, 1e9),
                            options.nanos("grace"),
                            options.positiveNanos("period"));
                    return draws -> new KnativeAutoscaler(settings);
                });
    }
}
