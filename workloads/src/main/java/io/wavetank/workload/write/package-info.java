/** Traces written: in Wavetank's own form and in those of others, with what each cannot hold counted. */
@NullMarked
package io.wavetank.workload.write;

import org.jspecify.annotations.NullMarked;
