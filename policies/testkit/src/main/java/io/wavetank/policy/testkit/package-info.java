/**
 * The harness that every policy passes: a small cluster, a small driver of its own, and the properties that every scheduler must meet.
 *
 * <p>Nothing here is the engine, on purpose: what a policy does must be right whoever carries it out, and the driver's idea of what is
 * right is worked out a second time, from the tasks that it has started.
 */
@NullMarked
package io.wavetank.policy.testkit;

import org.jspecify.annotations.NullMarked;
