/** Health checks of containers as Docker makes them. */
@NullMarked
package io.wavetank.policy.swarm.health;

import org.jspecify.annotations.NullMarked;
