package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.kubernetes.autoscale.ca.CaSettings;
import io.wavetank.policy.kubernetes.autoscale.ca.ClusterAutoscaler;
import io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownOptions;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSettings;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSpec;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec;
import io.wavetank.policy.kubernetes.autoscale.karpenter.KarpenterEntry;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.ScalingEntry;
import io.wavetank.policy.scaling.ScalingFamily;
import io.wavetank.policy.scaling.VictimOrder;
import java.util.ArrayList;
import java.util.List;

/** Kubernetes' autoscalers, and those that run on it. */
public final class KubernetesAutoscalers implements ScalingFamily {
    private static final int MOST_REPLICAS = 1_000_000;
    private static final long MILLI = 1_000_000L;
    private static final double THOUSAND = 1000;

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public List<ScalingEntry<ReplicaAutoscaler.Factory>> replicaAutoscalers() {
        return List.of(hpa(), keda(), knative());
    }

    @Override
    public List<ScalingEntry<ResourceRecommender.Factory>> resourceRecommenders() {
        return List.of(VpaEntry.entry());
    }

    @Override
    public List<ScalingEntry<NodeAutoscaler.Factory>> nodeAutoscalers() {
        return List.of(clusterAutoscaler(), KarpenterEntry.entry());
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

    private static ScalingEntry<ReplicaAutoscaler.Factory> hpa() {
        return new ScalingEntry<>(
                "hpa",
                "horizontal pod autoscaler v2; the largest proposal of its metrics counts",
                "Kubernetes 1.26, decision for decision",
                List.of(
                        new Option("least", "1", "fewest replicas"),
                        new Option("most", "10", "most replicas"),
                        new Option("cpu", "80", "CPU, percent of the request; 0 for none"),
                        new Option("memory", "0", "memory, percent of the request; 0 for none"),
                        new Option("requests", "0", "requests a second and replica; 0 for none"),
                        new Option("concurrency", "0", "requests in work or waiting a replica; 0 for none"),
                        new Option("tolerance", "0.1", "how far off the target nothing is done"),
                        new Option("down_stabilization", "5m", "for how long earlier proposals hold it up"),
                        new Option("period", "15s", "from one decision to the next")),
                options -> {
                    HpaSpec spec = hpaSpec(options);
                    var settings = new HpaSettings(
                            options.number("tolerance", 0, 1),
                            HpaSettings.DEFAULTS.cpuInitializationNanos(),
                            HpaSettings.DEFAULTS.initialReadinessNanos(),
                            options.nanos("down_stabilization"));
                    long period = options.nanos("period");
                    return draws -> new HpaControl(spec, settings, period);
                });
    }

    private static HpaSpec hpaSpec(PolicyOptions options) {
        List<MetricSpec> metrics = new ArrayList<>();
        int cpu = options.integer("cpu", 0, MOST_REPLICAS);
        int memory = options.integer("memory", 0, MOST_REPLICAS);
        if (cpu > 0) {
            metrics.add(MetricSpec.of(MetricSpec.Source.RESOURCE, "cpu", MetricSpec.Target.UTILIZATION, cpu));
        }
        if (memory > 0) {
            metrics.add(MetricSpec.of(MetricSpec.Source.RESOURCE, "memory", MetricSpec.Target.UTILIZATION, memory));
        }
        perPod(metrics, HpaControl.REQUESTS, options.number("requests", 0, MOST_REPLICAS));
        perPod(metrics, HpaControl.CONCURRENCY, options.number("concurrency", 0, MOST_REPLICAS));
        int least = options.integer("least", 1, MOST_REPLICAS);
        return new HpaSpec(least, options.integer("most", least, MOST_REPLICAS), metrics, null);
    }

    private static void perPod(List<MetricSpec> metrics, String name, double target) {
        if (target > 0) {
            metrics.add(MetricSpec.of(MetricSpec.Source.PODS, name, MetricSpec.Target.AVERAGE_VALUE, Math.max(1, (long)
                    (target * THOUSAND))));
        }
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
                            options.nanos("period"));
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
                            options.nanos("stable_window"),
                            options.number("panic_threshold", 1, 1e9),
                            options.number("rate_up", 1, 1e9),
                            options.number("rate_down", 1, 1e9),
                            options.nanos("grace"),
                            options.nanos("period"));
                    return draws -> new KnativeAutoscaler(settings);
                });
    }

    private static ScalingEntry<NodeAutoscaler.Factory> clusterAutoscaler() {
        return new ScalingEntry<>(
                "cluster-autoscaler",
                "nodes for pods that find no place; unneeded ones go after a while",
                "Cluster Autoscaler 1.26; estimator, expanders and planner decision for decision",
                List.of(
                        new Option("expander", "least-waste", "least-waste, most-pods, least-nodes, price or random"),
                        new Option("balance", "true", "whether groups that are alike get equal sizes"),
                        new Option("most_nodes", "0", "how many nodes in all; 0 for no limit"),
                        new Option("utilization", "0.5", "a node used less than this may go"),
                        new Option("unneeded", "10m", "for how long it must have been"),
                        new Option("after_add", "10m", "how long after adding nodes none go"),
                        new Option("scale_down", "true", "whether any go"),
                        new Option("period", "10s", "from one loop to the next")),
                options -> {
                    CaSettings settings = caSettings(options);
                    return draws -> new ClusterAutoscaler(settings, draws);
                });
    }

    private static CaSettings caSettings(PolicyOptions options) {
        var standard = ScaleDownOptions.DEFAULTS;
        var down = new ScaleDownOptions(
                options.number("utilization", 0, 1),
                standard.minReplicas(),
                standard.ignoreDaemons(),
                standard.ignoreMirrors(),
                standard.keepLocalStorage(),
                standard.keepSystemPods(),
                options.nanos("unneeded") / MILLI,
                standard.unreadyMillis(),
                standard.recheckMillis());
        return new CaSettings(
                options.nanos("period"),
                List.of(options.oneOf("expander", "least-waste", "most-pods", "least-nodes", "price", "random")),
                options.integer("most_nodes", 0, MOST_REPLICAS),
                options.flag("balance"),
                down,
                options.flag("scale_down"),
                options.nanos("after_add"),
                CaSettings.DEFAULTS.mostEmpty(),
                CaSettings.DEFAULTS.mostDrains(),
                CaSettings.DEFAULTS.drainNanos());
    }
}
