/** Retries, budgets, limits, ejection and shedding as Envoy and its like do them. */
@NullMarked
package io.wavetank.policy.mesh.resilience;

import org.jspecify.annotations.NullMarked;
