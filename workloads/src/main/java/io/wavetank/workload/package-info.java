/** Workloads: the table of the trace formats that Wavetank reads. */
@NullMarked
package io.wavetank.workload;

import org.jspecify.annotations.NullMarked;
