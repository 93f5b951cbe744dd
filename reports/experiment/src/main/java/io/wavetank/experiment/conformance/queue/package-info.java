/** Recorded timelines of kube-scheduler's queue, nominations and preemption, replayed step by step. */
@NullMarked
package io.wavetank.experiment.conformance.queue;

import org.jspecify.annotations.NullMarked;
