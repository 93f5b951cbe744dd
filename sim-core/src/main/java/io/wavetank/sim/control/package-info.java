/** The control plane: runs a scheduler in simulated time, prices its thinking, and holds its decisions against the truth. */
@NullMarked
package io.wavetank.sim.control;

import org.jspecify.annotations.NullMarked;
