/** When things arrive: arrival processes as records, and the clocks that play them. */
@NullMarked
package io.wavetank.workload.generate.arrival;

import org.jspecify.annotations.NullMarked;
