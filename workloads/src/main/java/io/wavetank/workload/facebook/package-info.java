/** Facebook's traces of MapReduce: jobs by their bytes (SWIM), and coflows. */
@NullMarked
package io.wavetank.workload.facebook;

import org.jspecify.annotations.NullMarked;
