/**
 * The small parts from which schedulers are put together: plug-ins into a {@link io.wavetank.policy.compose.Profile}, a placement policy
 * into a {@link io.wavetank.policy.compose.QueueScheduler}.
 */
@NullMarked
package io.wavetank.policy.compose;

import org.jspecify.annotations.NullMarked;
