/** The master: carries offers from the allocator to the frameworks, and their answers back. */
@NullMarked
package io.wavetank.policy.mesos.master;

import org.jspecify.annotations.NullMarked;
