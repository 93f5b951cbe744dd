/** How pods of one version of a service give way to those of another: decisions as values, taken by what pods there are. */
@NullMarked
package io.wavetank.policy.rollout;

import org.jspecify.annotations.NullMarked;
