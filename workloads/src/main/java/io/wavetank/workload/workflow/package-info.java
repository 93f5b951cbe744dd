/** Workflows: graphs of tasks, as the Grid Workload Format and WfCommons keep them. */
@NullMarked
package io.wavetank.workload.workflow;

import org.jspecify.annotations.NullMarked;
