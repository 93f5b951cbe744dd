/** The shapes that sizes, run times, gaps and numbers are drawn from, each by the inverse of its distribution function. */
@NullMarked
package io.wavetank.workload.generate.distribution;

import org.jspecify.annotations.NullMarked;
