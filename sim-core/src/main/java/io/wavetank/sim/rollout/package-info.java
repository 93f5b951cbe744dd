/** Pods that are rolled out: made and stopped as versions give way to each other, placed by the scheduler, endpoints of the traffic when they are up. */
@NullMarked
package io.wavetank.sim.rollout;

import org.jspecify.annotations.NullMarked;
