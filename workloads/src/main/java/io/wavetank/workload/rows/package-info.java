/** Tasks as bytes, column by column: what Wavetank's own form and the sorting of long traces on the disk have in common. */
@NullMarked
package io.wavetank.workload.rows;

import org.jspecify.annotations.NullMarked;
