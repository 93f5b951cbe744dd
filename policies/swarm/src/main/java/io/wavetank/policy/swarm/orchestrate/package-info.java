/** Which tasks there are: services and their slots, global services, jobs, restarts. */
@NullMarked
package io.wavetank.policy.swarm.orchestrate;

import org.jspecify.annotations.NullMarked;
