/** Load balancers, each with the semantics of the system or paper that it is named for. */
@NullMarked
package io.wavetank.policy.mesh.balance;

import org.jspecify.annotations.NullMarked;
