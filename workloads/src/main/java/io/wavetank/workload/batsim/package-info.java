/** Workloads of the simulator Batsim. */
@NullMarked
package io.wavetank.workload.batsim;

import org.jspecify.annotations.NullMarked;
