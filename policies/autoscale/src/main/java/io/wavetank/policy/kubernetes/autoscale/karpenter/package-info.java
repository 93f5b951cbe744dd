/** Karpenter: nodes by the price of instance types, and fewer or cheaper ones where that serves the same pods. */
@NullMarked
package io.wavetank.policy.kubernetes.autoscale.karpenter;

import org.jspecify.annotations.NullMarked;
