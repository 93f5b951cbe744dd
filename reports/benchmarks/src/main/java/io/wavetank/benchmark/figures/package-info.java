/** What {@code scripts/bench} measured, as a table beside what was measured before. */
@NullMarked
package io.wavetank.benchmark.figures;

import org.jspecify.annotations.NullMarked;
