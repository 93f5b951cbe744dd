/**
 * The search for a node by keeping what does not change from one pod to the next: the same decisions as the full scan, bit for bit, at a cost
 * that depends on what happened since the kind of pod was last met rather than on how many nodes there are.
 */
@NullMarked
package io.wavetank.policy.kubernetes.index;

import org.jspecify.annotations.NullMarked;
