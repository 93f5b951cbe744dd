/**
 * Indexes over the free space of a cluster, kept up to date from the feed of changes, that answer as a plain scan would without looking at
 * every node. They rest on two ideas: per node a short row of figures that can only be too optimistic ({@link
 * io.wavetank.policy.classic.index.FreeRows}), and over groups of nodes the largest of each figure; and that nodes in the same state ({@link
 * io.wavetank.policy.classic.index.NodeStates}) are as good as one.
 */
@NullMarked
package io.wavetank.policy.classic.index;

import org.jspecify.annotations.NullMarked;
