/** Kubernetes' autoscalers as the contract has them: fed from views of a cluster, and asked at their intervals. */
@NullMarked
package io.wavetank.policy.kubernetes.autoscale.loop;

import org.jspecify.annotations.NullMarked;
