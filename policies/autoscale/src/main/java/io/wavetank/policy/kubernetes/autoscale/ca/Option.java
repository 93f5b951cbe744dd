package io.wavetank.policy.kubernetes.autoscale.ca;

/**
 * One way to help pending pods: nodes of one group.
 *
 * @param id the group's name
 * @param hasTemplate whether it is known what its nodes look like
 * @param capacityCpuMillis the capacity of a node, not what is allocatable
 * @param capacityMemoryBytes the capacity of a node, not what is allocatable
 * @param gpu whether its nodes have GPUs
 * @param exists whether the group is there already; a group may be made for the purpose
 * @param nodePrice what one node costs
 * @param nodes how many nodes it takes
 * @param pods how many pods it helps
 * @param podsCpuMillis what they request together
 * @param podsMemoryBytes what they request together
 * @param podsPrice what they would cost together, in the unit of the node's price
 */
public record Option(
        String id,
        boolean hasTemplate,
        long capacityCpuMillis,
        long capacityMemoryBytes,
        boolean gpu,
        boolean exists,
        double nodePrice,
        int nodes,
        int pods,
        long podsCpuMillis,
        long podsMemoryBytes,
        double podsPrice) {}
