/**
 * The scheduler's own picture of the cluster, as kube-scheduler keeps one: nodes as {@code int} slots into columns, pods by node, and a log of
 * what changed.
 */
@NullMarked
package io.wavetank.policy.kubernetes.cluster;

import org.jspecify.annotations.NullMarked;
