/** Why a task of a finished run is where it is, or waits: the run is made again up to the task's end, with an account of its attempts. */
@NullMarked
package io.wavetank.experiment.explain;

import org.jspecify.annotations.NullMarked;
