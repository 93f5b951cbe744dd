/**
 * The contract between the engine and what routes and guards requests: load balancers now, and beside them retries, breakers and limits.
 *
 * <p>This border is primitive, for speed: an endpoint is its index, a draw is 64 bits, a view is one object that is reused. As everywhere
 * in the contract, time and draws are handed in.
 */
@NullMarked
package io.wavetank.policy.traffic;

import org.jspecify.annotations.NullMarked;
