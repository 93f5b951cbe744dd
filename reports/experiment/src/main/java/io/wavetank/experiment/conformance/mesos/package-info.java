/** Recorded cases of Mesos: its sorters and its hierarchical allocator. */
@NullMarked
package io.wavetank.experiment.conformance.mesos;

import org.jspecify.annotations.NullMarked;
