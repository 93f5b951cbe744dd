package io.wavetank.policy.kubernetes.autoscale.karpenter;

/**
 * What a NodePool and the controller's flags say.
 *
 * @param batchIdleNanos provisioning begins when no pod has come for so long ({@code BATCH_IDLE_DURATION}, 1 s)
 * @param batchMostNanos and at the latest so long after the first ({@code BATCH_MAX_DURATION}, 10 s)
 * @param disruptionNanos how often nodes are looked at for disruption (10 s)
 * @param emptyOnly whether only empty nodes are consolidated ({@code WhenEmpty})
 * @param consolidateAfterNanos how long nothing has come to a node or left it before it is consolidated; negative for never
 * @param validationNanos how long after a consolidation was found it is checked once more (15 s)
 * @param expireAfterNanos how long a node lives; 0 for ever
 * @param driftAtNanos when what nodes are made from changes, so that older ones have drifted; 0 for never
 * @param spotToSpot whether a spot node may be replaced by a spot node
 * @param flexibility how many cheaper instance types there must be for that, of one node (15)
 * @param budgets how many nodes may be disrupted at a time
 * @param mostCpuMillis how much CPU all nodes together may have; 0 for no limit
 */
public record KarpenterSettings(
        long batchIdleNanos,
        long batchMostNanos,
        long disruptionNanos,
        boolean emptyOnly,
        long consolidateAfterNanos,
        long validationNanos,
        long expireAfterNanos,
        long driftAtNanos,
        boolean spotToSpot,
        int flexibility,
        NodeBudgets budgets,
        long mostCpuMillis) {}
