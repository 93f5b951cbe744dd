/** Policies of failover that belong to no orchestrator. */
@NullMarked
package io.wavetank.policy.recovery;

import org.jspecify.annotations.NullMarked;
