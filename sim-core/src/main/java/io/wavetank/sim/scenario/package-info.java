/** A run as resolved: plain values without defaults left to fill in. */
@NullMarked
package io.wavetank.sim.scenario;

import org.jspecify.annotations.NullMarked;
