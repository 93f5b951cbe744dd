/** One of Hadoop's schedulers, and what a ResourceManager is to it; the only package that knows Hadoop. */
@NullMarked
package io.wavetank.policy.yarn.rm;

import org.jspecify.annotations.NullMarked;
