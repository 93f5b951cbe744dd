/** Hadoop's job histories, as Rumen writes and the YARN Scheduler Load Simulator reads them. */
@NullMarked
package io.wavetank.workload.yarn;

import org.jspecify.annotations.NullMarked;
