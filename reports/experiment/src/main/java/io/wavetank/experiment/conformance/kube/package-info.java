/** Recorded decisions of kube-scheduler, replayed against the Kubernetes policies. */
@NullMarked
package io.wavetank.experiment.conformance.kube;

import org.jspecify.annotations.NullMarked;
