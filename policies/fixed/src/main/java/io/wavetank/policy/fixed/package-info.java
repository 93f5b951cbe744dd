/** The traditional fixed fleet: machines that have a role for good, spares, and an operator who replaces what breaks. */
@NullMarked
package io.wavetank.policy.fixed;

import org.jspecify.annotations.NullMarked;
