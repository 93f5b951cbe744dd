/** Placement constraints: their text and which nodes they match. */
@NullMarked
package io.wavetank.policy.swarm.constraint;

import org.jspecify.annotations.NullMarked;
