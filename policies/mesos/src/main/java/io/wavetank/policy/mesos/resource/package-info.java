/** What Mesos counts: scalars, ranges and sets, with reservations, volumes and revocability, and their arithmetic. */
@NullMarked
package io.wavetank.policy.mesos.resource;

import org.jspecify.annotations.NullMarked;
