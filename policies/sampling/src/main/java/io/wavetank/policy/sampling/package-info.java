/** Distributed scheduling by sampling: schedulers that know nothing of each other probe nodes, which keep queues of their own. */
@NullMarked
package io.wavetank.policy.sampling;

import org.jspecify.annotations.NullMarked;
