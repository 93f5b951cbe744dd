/** What a run leaves behind: statistics, samples over time, and the books. */
@NullMarked
package io.wavetank.sim.record;

import org.jspecify.annotations.NullMarked;
