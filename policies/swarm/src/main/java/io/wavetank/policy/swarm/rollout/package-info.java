/** How the tasks of a service are exchanged for those of another version, and how a container's health is judged. */
@NullMarked
package io.wavetank.policy.swarm.rollout;

import org.jspecify.annotations.NullMarked;
