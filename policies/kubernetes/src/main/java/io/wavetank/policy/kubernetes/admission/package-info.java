/** What the API server says to a pod before it exists, and which pods may talk to which: LimitRange, ResourceQuota, NetworkPolicy. */
@NullMarked
package io.wavetank.policy.kubernetes.admission;

import org.jspecify.annotations.NullMarked;
