/** What has one task on each node of a cluster. */
@NullMarked
package io.wavetank.workload.daemon;

import org.jspecify.annotations.NullMarked;
