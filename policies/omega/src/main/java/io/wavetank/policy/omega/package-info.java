/** Omega: several schedulers over shared cell state, with optimistic transactions; and the monolithic and two-level schedulers that it was held against. */
@NullMarked
package io.wavetank.policy.omega;

import org.jspecify.annotations.NullMarked;
