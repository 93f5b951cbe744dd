/** The Cluster Autoscaler of Kubernetes: how many nodes pending pods need, and of which group. */
@NullMarked
package io.wavetank.policy.kubernetes.autoscale.ca;

import org.jspecify.annotations.NullMarked;
