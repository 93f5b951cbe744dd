/** JMH and whole-program benchmarks; what was measured and what was decided by it stands in the module's README.md. */
@NullMarked
package io.wavetank.benchmark;

import org.jspecify.annotations.NullMarked;
