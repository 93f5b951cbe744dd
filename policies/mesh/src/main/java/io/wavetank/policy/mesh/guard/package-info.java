/** The tables of what callers do about failures and overload. */
@NullMarked
package io.wavetank.policy.mesh.guard;

import org.jspecify.annotations.NullMarked;
