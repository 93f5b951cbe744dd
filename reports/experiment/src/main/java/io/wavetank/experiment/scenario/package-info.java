/** Scenario files: read, checked against their schema, every default filled in, and turned into an experiment. */
@NullMarked
package io.wavetank.experiment.scenario;

import org.jspecify.annotations.NullMarked;
