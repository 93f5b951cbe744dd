/** Recorded decisions of Docker Swarm: scheduler, orchestrators, constraints, restarts. */
@NullMarked
package io.wavetank.experiment.conformance.swarm;

import org.jspecify.annotations.NullMarked;
