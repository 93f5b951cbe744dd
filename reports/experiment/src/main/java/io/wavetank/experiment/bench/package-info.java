/** How fast the simulator is, beside how fast anything of its kind could be. */
@NullMarked
package io.wavetank.experiment.bench;

import org.jspecify.annotations.NullMarked;
