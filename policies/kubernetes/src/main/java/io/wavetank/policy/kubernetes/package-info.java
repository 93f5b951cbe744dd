/** Scheduling as kube-scheduler does it, decision for decision. */
@NullMarked
package io.wavetank.policy.kubernetes;

import org.jspecify.annotations.NullMarked;
