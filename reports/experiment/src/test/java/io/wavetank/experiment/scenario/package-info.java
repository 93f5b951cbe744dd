@NullMarked
package io.wavetank.experiment.scenario;

import org.jspecify.annotations.NullMarked;
