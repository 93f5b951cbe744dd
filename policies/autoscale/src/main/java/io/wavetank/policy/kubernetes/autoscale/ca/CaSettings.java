package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.List;

/**
 * The flags of the Cluster Autoscaler.
 *
 * @param periodNanos from one loop to the next ({@code --scan-interval})
 * @param expanders by name, each asked about what the one before left ({@code --expander})
 * @param priorities what the expander {@code priority} goes by
 * @param mostNodes how many nodes there may be in all; 0 for no limit ({@code --max-nodes-total})
 * @param limits how much there must and may be of resources in all
 * @param balance whether nodes are spread over groups that are alike ({@code --balance-similar-node-groups})
 * @param down how it scales down
 * @param scalesDown whether it does ({@code --scale-down-enabled})
 * @param afterAddNanos how long after scaling up nothing is deleted ({@code --scale-down-delay-after-add})
 * @param mostEmpty how many empty nodes are deleted at a time ({@code --max-empty-bulk-delete})
 * @param mostDrains how many nodes are drained at a time ({@code --max-drain-parallelism})
 * @param drainNanos how long a drain may take ({@code --max-graceful-termination-sec})
 */
public record CaSettings(
        long periodNanos,
        List<String> expanders,
        List<ByPriority.Tier> priorities,
        int mostNodes,
        ResourceLimits limits,
        boolean balance,
        ScaleDownOptions down,
        boolean scalesDown,
        long afterAddNanos,
        int mostEmpty,
        int mostDrains,
        long drainNanos) {
    private static final long SECOND = 1_000_000_000L;

    /** What it is started with if nobody says otherwise. */
    public static final CaSettings DEFAULTS = new CaSettings(
            10 * SECOND,
            List.of("random"),
            List.of(),
            0,
            ResourceLimits.NONE,
            false,
            ScaleDownOptions.DEFAULTS,
            true,
            600 * SECOND,
            10,
            1,
            600 * SECOND);

    /** Copies the names and checks the period. */
    public CaSettings {
        expanders = List.copyOf(expanders);
        priorities = List.copyOf(priorities);
        if (periodNanos <= 0 || mostNodes < 0 || afterAddNanos < 0 || mostEmpty < 1 || mostDrains < 0) {
            throw new IllegalArgumentException("Not settings of the Cluster Autoscaler: every " + periodNanos + " ns, "
                    + mostNodes + " nodes, " + mostEmpty + " empty and " + mostDrains + " drains at a time");
        }
    }
}
