/** Probes of containers as the kubelet makes them. */
@NullMarked
package io.wavetank.policy.kubernetes.health;

import org.jspecify.annotations.NullMarked;
