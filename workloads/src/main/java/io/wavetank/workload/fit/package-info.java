/** Models fitted to traces: distributions and arrival processes by maximum likelihood, dependence kept, and how well they tell what comes next. */
@NullMarked
package io.wavetank.workload.fit;

import org.jspecify.annotations.NullMarked;
