/** The scheduling framework: the points at which plug-ins are asked, and the cycle that asks them. */
@NullMarked
package io.wavetank.policy.kubernetes.framework;

import org.jspecify.annotations.NullMarked;
