/** The replicas of services that the scheduler places, whoever makes and stops them: an autoscaler's set, or a rollout. */
@NullMarked
package io.wavetank.sim.replica;

import org.jspecify.annotations.NullMarked;
