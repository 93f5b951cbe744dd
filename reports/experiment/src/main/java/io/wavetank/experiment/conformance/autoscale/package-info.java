/** Recorded decisions of the autoscalers of Kubernetes, replayed against ours. */
@NullMarked
package io.wavetank.experiment.conformance.autoscale;

import org.jspecify.annotations.NullMarked;
