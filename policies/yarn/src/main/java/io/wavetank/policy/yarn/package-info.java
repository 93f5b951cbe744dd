/** Hadoop YARN: the applications, node managers and clocks around a scheduler of Hadoop's own. */
@NullMarked
package io.wavetank.policy.yarn;

import org.jspecify.annotations.NullMarked;
