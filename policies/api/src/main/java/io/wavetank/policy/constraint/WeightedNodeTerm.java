package io.wavetank.policy.constraint;

/**
 * Nodes that are preferred, and how much.
 *
 * @param weight what a matching node gains, 1 to 100
 * @param term the nodes
 */
public record WeightedNodeTerm(int weight, NodeSelectorTerm term) {}
