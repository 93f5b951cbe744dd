/**
 * What a pod says about where it may go, as Kubernetes writes it: selectors, node and pod affinity, spread constraints, host ports, containers
 * and what they request.
 */
@NullMarked
package io.wavetank.policy.constraint;

import org.jspecify.annotations.NullMarked;
