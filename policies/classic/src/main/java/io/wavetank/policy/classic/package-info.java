/** The classic placement policies: the fits of bin packing, random choice, and the heuristics of vector packing. */
@NullMarked
package io.wavetank.policy.classic;

import org.jspecify.annotations.NullMarked;
