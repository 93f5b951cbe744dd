/** Tests of the scheduling queue. */
@NullMarked
package io.wavetank.policy.kubernetes.queue;

import org.jspecify.annotations.NullMarked;
