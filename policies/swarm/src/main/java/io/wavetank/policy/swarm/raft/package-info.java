/** Managers of a swarm: how many it takes to decide, and how long it is without a leader. */
@NullMarked
package io.wavetank.policy.swarm.raft;

import org.jspecify.annotations.NullMarked;
