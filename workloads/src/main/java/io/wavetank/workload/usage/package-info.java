/** What tasks use of what they ask for, as a trace recorded it or a scenario states it. */
@NullMarked
package io.wavetank.workload.usage;

import org.jspecify.annotations.NullMarked;
