/** Autoscalers that belong to no orchestrator: by a fixed number, by the clock, towards a target, by steps, by what is expected. */
@NullMarked
package io.wavetank.policy.autoscale;

import org.jspecify.annotations.NullMarked;
