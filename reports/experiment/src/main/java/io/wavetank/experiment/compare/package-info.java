/** Finished runs side by side: read back from their folders, checked for being runs of one workload, and written as one comparison. */
@NullMarked
package io.wavetank.experiment.compare;

import org.jspecify.annotations.NullMarked;
