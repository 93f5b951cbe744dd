/** The hierarchical allocator of Mesos: who is offered what, and when. */
@NullMarked
package io.wavetank.policy.mesos.allocator;

import org.jspecify.annotations.NullMarked;
