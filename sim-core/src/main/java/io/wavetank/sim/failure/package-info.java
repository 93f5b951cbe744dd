/** What breaks, when, and what becomes of it: processes of failures, and their repair. */
@NullMarked
package io.wavetank.sim.failure;

import org.jspecify.annotations.NullMarked;
