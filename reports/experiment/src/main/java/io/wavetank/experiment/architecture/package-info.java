/** Published comparisons of scheduling architectures, made again: a parameter is swept, and directions are held against paired differences. */
@NullMarked
package io.wavetank.experiment.architecture;

import org.jspecify.annotations.NullMarked;
