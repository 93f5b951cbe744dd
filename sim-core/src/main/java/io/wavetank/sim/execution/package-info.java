/** How running tasks get on: what they have left to do, how fast, and what of it is safe. */
@NullMarked
package io.wavetank.sim.execution;

import org.jspecify.annotations.NullMarked;
