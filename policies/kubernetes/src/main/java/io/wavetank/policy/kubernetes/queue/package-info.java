/** The scheduling queue of kube-scheduler: which pod is next, which waits for what, and which node is kept for whom. */
@NullMarked
package io.wavetank.policy.kubernetes.queue;

import org.jspecify.annotations.NullMarked;
