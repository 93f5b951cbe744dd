/** Mesos: two levels of scheduling, an allocator that offers and frameworks that choose. */
@NullMarked
package io.wavetank.policy.mesos;

import org.jspecify.annotations.NullMarked;
