/** Tests of the scheduler as an actor. */
@NullMarked
package io.wavetank.policy.kubernetes.control;

import org.jspecify.annotations.NullMarked;
