/** What policies of failover see, are told and may do. */
@NullMarked
package io.wavetank.policy.failover;

import org.jspecify.annotations.NullMarked;
