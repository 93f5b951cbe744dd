/** The engine: one run is one thread over one event queue, from the first submission to the balanced books. */
@NullMarked
package io.wavetank.sim;

import org.jspecify.annotations.NullMarked;
