package io.wavetank.policy.kubernetes.autoscale.karpenter;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.ScalingEntry;
import java.util.List;

/** Karpenter in the table. */
public final class KarpenterEntry {
    private KarpenterEntry() {}

    /** Returns its row. */
    public static ScalingEntry<NodeAutoscaler.Factory> entry() {
        return new ScalingEntry<>(
                "karpenter",
                "the cheapest instance types for pods that find no place; consolidation, drift, expiry",
                "Karpenter v1; each group of nodes is an offering",
                List.of(
                        new Option("batch_idle", "1s", "no pod for so long: the batch is done"),
                        new Option("batch_max", "10s", "how long a batch takes at most"),
                        new Option("policy", "WhenEmptyOrUnderutilized", "or WhenEmpty, or Never"),
                        new Option("consolidate_after", "0s", "how long a node must have been quiet"),
                        new Option("expire_after", "30d", "how long a node lives; 0s for ever"),
                        new Option("drift_at", "0s", "when older nodes have drifted; 0s for never"),
                        new Option("spot_to_spot", "false", "whether spot may replace spot"),
                        new Option("flexibility", "15", "how many cheaper types that takes"),
                        new Option("budget", "10%", "nodes disrupted at a time: '10%', '2', '20% 0@9:00+8h'"),
                        new Option("most_cpu", "0", "cores of all nodes; 0 for no limit"),
                        new Option("look", "10s", "from one look at disruption to the next"),
                        new Option("validation", "15s", "a consolidation must hold for so long")),
                options -> {
                    KarpenterSettings settings = settings(options);
                    return draws -> new Karpenter(settings);
                });
    }

    private static KarpenterSettings settings(PolicyOptions options) {
        String policy = options.oneOf("policy", "WhenEmptyOrUnderutilized", "WhenEmpty", "Never");
        long after = options.nanos("consolidate_after");
        return new KarpenterSettings(
                options.nanos("batch_idle"),
                options.nanos("batch_max"),
                options.positiveNanos("look"),
                policy.equals("WhenEmpty"),
                policy.equals("Never") ? -1 : after,
                options.nanos("validation"),
                options.nanos("expire_after"),
                options.nanos("drift_at"),
                options.flag("spot_to_spot"),
                options.integer("flexibility", 1, 1000),
                NodeBudgets.read(options.text("budget")),
                (long) (options.number("most_cpu", 0, 1e9) * 1000));
    }
}
