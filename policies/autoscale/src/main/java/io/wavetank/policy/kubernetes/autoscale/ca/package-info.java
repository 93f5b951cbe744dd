/** The Cluster Autoscaler of Kubernetes: how many nodes pending pods need, of which group, and which nodes may go. */
@NullMarked
package io.wavetank.policy.kubernetes.autoscale.ca;

import org.jspecify.annotations.NullMarked;
