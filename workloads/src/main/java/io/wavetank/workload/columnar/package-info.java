/** Wavetank's own form of a trace: tasks in columns, packed small and read fast. */
@NullMarked
package io.wavetank.workload.columnar;

import org.jspecify.annotations.NullMarked;
