/** What a trace is, whatever its format: checked in one pass, counted, and read anew for each run. */
@NullMarked
package io.wavetank.workload.trace;

import org.jspecify.annotations.NullMarked;
