/** Experiments: which workload runs on which cluster under which schedulers, and where the results go. */
@NullMarked
package io.wavetank.experiment;

import org.jspecify.annotations.NullMarked;
