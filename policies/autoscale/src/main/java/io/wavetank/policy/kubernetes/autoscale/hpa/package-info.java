/** The horizontal pod autoscaler of Kubernetes: how many replicas a workload should have, by what its metrics say. */
@NullMarked
package io.wavetank.policy.kubernetes.autoscale.hpa;

import org.jspecify.annotations.NullMarked;
