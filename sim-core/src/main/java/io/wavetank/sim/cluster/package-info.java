/** The truth about nodes and tasks, in arrays, and the read-only views of it that policies get. */
@NullMarked
package io.wavetank.sim.cluster;

import org.jspecify.annotations.NullMarked;
