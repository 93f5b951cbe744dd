/** Recorded decisions and published results, replayed and compared one by one. */
@NullMarked
package io.wavetank.experiment.conformance;

import org.jspecify.annotations.NullMarked;
