/** Resilience4j itself in simulated time, and where its clock cannot be handed in what it does, held against it. */
@NullMarked
package io.wavetank.policy.mesh.resilience4j;

import org.jspecify.annotations.NullMarked;
