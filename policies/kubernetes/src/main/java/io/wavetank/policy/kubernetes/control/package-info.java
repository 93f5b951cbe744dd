/** kube-scheduler as a {@link io.wavetank.policy.Scheduler}: its cache, queue and cycles fed from a cluster's events and answered in decisions. */
@NullMarked
package io.wavetank.policy.kubernetes.control;

import org.jspecify.annotations.NullMarked;
