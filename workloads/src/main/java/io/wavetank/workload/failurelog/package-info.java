/** Logs of failures: machines of Los Alamos, disks of Oak Ridge. */
@NullMarked
package io.wavetank.workload.failurelog;

import org.jspecify.annotations.NullMarked;
