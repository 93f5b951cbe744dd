/**
 * Requests in virtual time: where they come from, how they are routed, queued, served and answered, and what is known of them in the end.
 *
 * <p>{@link io.wavetank.sim.traffic.TrafficLoop} is an event loop of its own, which a run of the cluster advances up to its next event.
 */
@NullMarked
package io.wavetank.sim.traffic;

import org.jspecify.annotations.NullMarked;
